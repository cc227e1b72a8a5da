namespace CycleSim.Workloads.Networks;

/// <summary>The largest networks that are accepted. Within them, no count of a training step overflows 64 bits.</summary>
internal static class NetworkLimits
{
    /// <summary>Max channels of a feature map, or features of a fully connected layer.</summary>
    public const int Channels = 65_536;

    /// <summary>Max rows of a table: different tokens, or positions.</summary>
    public const int Vocabulary = 1 << 20;

    /// <summary>Max rows or columns of an image.</summary>
    public const int Edge = 4096;

    /// <summary>Largest edge of a kernel or pooling window, and largest stride.</summary>
    public const int Kernel = 64;

    /// <summary>Max layers.</summary>
    public const int Layers = 10_000;

    /// <summary>Max words of one image's feature map: 1 GiB in fp32.</summary>
    public const long Words = 1L << 28;

    /// <summary>Max words of one image that a fully connected layer takes.</summary>
    public const long FlattenedFeatures = 1L << 24;

    /// <summary>Max multiply-accumulates of one layer's forward pass for one image.</summary>
    public const long MacsPerImage = 1L << 42;
}
