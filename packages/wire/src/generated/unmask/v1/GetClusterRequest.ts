// Original file: proto/unmask/v1/cluster.proto


export interface GetClusterRequest {
}

export interface GetClusterRequest__Output {
}
