namespace CycleSim.Workloads.Shapes;

/// <summary>What a stored tensor of a network is.</summary>
public enum ParameterKind
{
    /// <summary>Weights of a convolution or fully connected layer.</summary>
    Weight,

    /// <summary>Their bias.</summary>
    Bias,

    /// <summary>Scale or shift of a batch normalisation.</summary>
    BatchNorm,

    /// <summary>Scale or shift of a layer or RMS normalisation.</summary>
    Norm,

    /// <summary>A table of embeddings.</summary>
    Embedding,

    /// <summary>Running mean or variance of a batch normalisation; not trained.</summary>
    Buffer,

    /// <summary>Another trained tensor, as a class token.</summary>
    Other,
}
