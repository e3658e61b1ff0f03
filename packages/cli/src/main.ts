console.log("unmask");
