namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>What a block of a random network is.</summary>
internal enum OracleBlockKind
{
    /// <summary>A convolution.</summary>
    Convolution,

    /// <summary>A convolution and its batch normalisation.</summary>
    Normalised,

    /// <summary>A convolution whose input is added to its output.</summary>
    Residual,

    /// <summary>Maximum over windows.</summary>
    MaxPool,

    /// <summary>Mean over windows.</summary>
    AveragePool,

    /// <summary>Fully connected.</summary>
    FullyConnected,
}
