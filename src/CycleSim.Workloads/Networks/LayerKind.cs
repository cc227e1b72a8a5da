namespace CycleSim.Workloads.Networks;

/// <summary>What a layer computes.</summary>
public enum LayerKind
{
    /// <summary>Two-dimensional convolution with square kernel, stride and zero padding.</summary>
    Convolution,

    /// <summary>Fully connected layer; its input is flattened.</summary>
    FullyConnected,

    /// <summary>Maximum over square windows.</summary>
    MaxPool,

    /// <summary>Mean over square windows.</summary>
    AveragePool,

    /// <summary>Batch normalisation per channel, with scale and shift.</summary>
    BatchNorm,

    /// <summary>Sum of two feature maps (residual connection).</summary>
    Add,

    /// <summary>Softmax and cross-entropy loss; the last layer of every network.</summary>
    SoftmaxLoss,
}
