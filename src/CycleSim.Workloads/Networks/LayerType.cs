namespace CycleSim.Workloads.Networks;

/// <summary>The layer types of a network file; in snake_case they are the values of its key "type".</summary>
internal enum LayerType
{
    Conv,
    Fc,
    MaxPool,
    AvgPool,
    BatchNorm,
    Relu,
    Add,
    SoftmaxLoss,
}
