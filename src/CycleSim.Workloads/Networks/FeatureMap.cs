namespace CycleSim.Workloads.Networks;

/// <summary>
/// The shape of one image's feature map: channels x height x width. A vector of n features is n x 1 x 1; a sequence of n positions has
/// height n and width 1.
/// </summary>
/// <param name="Channels">Channels, at least 1.</param>
/// <param name="Height">Rows of pixels, at least 1.</param>
/// <param name="Width">Columns of pixels, at least 1.</param>
public readonly record struct FeatureMap(int Channels, int Height, int Width)
{
    /// <summary>Whether it is a sequence: Height positions, each with Channels features.</summary>
    public bool IsSequence { get; init; }

    /// <summary>Whether it is a sequence of token numbers, Height of them, which have no features yet.</summary>
    public bool IsTokens { get; init; }

    /// <summary>Pixels of one image.</summary>
    public int Pixels => Height * Width;

    /// <summary>Words (elements) of one image.</summary>
    public long Words => (long)Channels * Height * Width;

    /// <inheritdoc />
    public override string ToString() =>
        IsTokens ? $"{Height} tokens" : IsSequence ? $"{Height}x{Channels}" : $"{Channels}x{Height}x{Width}";
}
