"""Short word problems of a gain and a loss, one after the other."""
from .drawing import add, family, final, sub, up
from .having import asks, forms, later, other, small, stuff, who


@family(1.0)
def left_after(d):
    w, m, a, b = who(d, others=False), stuff(d), small(d), small(d)
    c = d.num(2, 20)
    if a + b - c < 2 or a + b > 60:
        return None
    s, S, t, T, he, He, has, does = forms(w)
    gain, lose, f = m.gain(d), m.lose(d), other(d, w)
    gains, gained, loses, lost = w.v(gain), gain[2], w.v(lose), lose[2]
    many, many_are = asks(d, m)
    low, much = f"{many[0].lower()}{many[1:]}", "much" if m.kind == "money" else "many"
    A, Bx, C, Cx = m.n(a), m.n(b), later(d, m, c), m.n(c)
    B = d.one(f"{b} more", f"{b} more", f"another {b}", Bx)
    if d.rng.random() < 0.6 or c >= a - 1:
        e1, p = add(a, b)
        e2, q = sub(p, c)
        text = d.say(f"{S} had {A}. {He} {gained} {B} and {lost} {C}. {many} {does} {he} have now?",
                     f"{S} {has} {A}. {He} {gains} {B}. Then {he} {loses} {C}. {many} {does} {he} have left?",
                     f"{S} {has} {A}, {gains} {B} and {loses} {C}. {many_are} left?",
                     f"{many} {does} {s} have if {he} had {A}, {gained} {B} and {lost} {C}?",
                     f"If {s} {has} {A}, {gains} {B} and then {loses} {C}, {low} {does} {he} have?",
                     f"{S} had {A}. {up(f)} gave {w.him} {B}. Then {he} {lost} {C}. How {much} {does} {he} have now?",
                     f"{S} had {A}, {gained} {B}, {lost} {C}. How {much} now?",
                     f"Yesterday {s} {gained} {Bx}. {He} already had {A}. Today {he} {lost} {C}. {many} {does} {he} have now?",
                     f"{S} {has} {A}. {up(f)} brings {w.him} {B}. {He} {loses} {C} later. {many_are} left?",
                     f"After {s} {gained} {Bx}, {he} {lost} {Cx}. {He} had {A} at the start. {many} {does} {he} have?",
                     f"{S} started with {A}. {He} {gained} {B}, and in the evening {he} {lost} {C}. {many} did {he} have then?",
                     f"{S} {has} {A} and {f} gives {w.him} {B}. How {much} {does} {he} have after {he} {loses} {C}?",
                     f"First {s} {has} {A}. Then {he} {gains} {B}. At last {he} {loses} {C}. What is left?",
                     f"{S} had {A} and {gained} {B}. {many} {does} {he} have if {he} {loses} {C}?",
                     f"In the morning {s} had {A}. At noon {he} {gained} {B}. At night {he} {lost} {C}. {many_are} there now?",
                     f"{S} had {A}. Since then {he} {has} got {B} and {has} lost {C}. {many} {does} {he} have today?",
                     f"{S} had {A} when {he} {gained} {B}, and later {he} {lost} {C}. {many} {does} {he} have in the end?")
        return (a, b, c), ((text, final(f"{w.answers(text)} {has} {e1} {m.x}, then {e2} {m.x} left.", q)),)
    e1, p = sub(a, c)
    e2, q = add(p, b)
    text = d.say(f"{S} had {A}. {He} {lost} {C} and then {gained} {B}. {many} {does} {he} have now?",
                 f"{S} {has} {A}. {He} {loses} {C}. Then {he} {gains} {B}. {many} {does} {he} have?",
                 f"{S} {has} {A}, {loses} {C} and {gains} {B}. {many} {does} {he} have now?",
                 f"{many} {does} {s} have if {he} had {A}, {lost} {Cx} and then {gained} {B}?",
                 f"If {s} {has} {A}, {loses} {C} and then {gains} {B}, {low} {does} {he} have?",
                 f"{S} had {A}. {He} {lost} {C}, but {f} gave {w.him} {B}. How {much} {does} {he} have now?",
                 f"{S} had {A}, {lost} {C}, {gained} {B}. How {much} now?",
                 f"Yesterday {s} had {A}. {He} {lost} {C}. Today {he} {gained} {B}. {many} {does} {he} have now?",
                 f"{S} {has} {A}. {He} {loses} {C} and {f} brings {w.him} {B}. What {does} {he} have now?",
                 f"After {s} {lost} {Cx}, {he} {gained} {B}. {He} had {A} at the start. {many} {does} {he} have?",
                 f"First {s} {has} {A}. Then {he} {loses} {C}. At last {he} {gains} {B}. {many} {does} {he} have at the end?",
                 f"In the morning {s} had {A}. At noon {he} {lost} {C}. At night {he} {gained} {B}. {many_are} there now?",
                 f"{S} started the week with {A}. {He} {lost} {C} before {he} {gained} {B}. {many} {does} {he} have at the end of the week?")
    return (a, b, c), ((text, final(f"{w.answers(text)} {has} {e1} {m.x}, then {e2} {m.x}.", q)),)
