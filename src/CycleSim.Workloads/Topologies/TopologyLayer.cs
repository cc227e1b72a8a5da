namespace CycleSim.Workloads.Topologies;

/// <summary>A row of a topology file.</summary>
/// <param name="Name">Name of the layer.</param>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Numbers">
/// Three for a matrix product (M, N, K), or at least seven for a convolution: height and width of the input, height and width of the
/// kernel, channels, filters, stride.
/// </param>
internal sealed record TopologyLayer(string Name, int Line, int[] Numbers)
{
    /// <summary>Numbers of a matrix product.</summary>
    public const int GemmNumbers = 3;

    /// <summary>Numbers of a convolution, whose stride may have a second one along the width.</summary>
    public const int ConvolutionNumbers = 7;

    /// <summary>Whether it is a matrix product.</summary>
    public bool IsGemm => Numbers.Length == GemmNumbers;
}
