namespace CycleSim.Workloads.Onnx;

/// <summary>How a window slides along one axis.</summary>
/// <param name="Size">Size of the input.</param>
/// <param name="Kernel">Taps of the window.</param>
/// <param name="Stride">Step of the window.</param>
/// <param name="Dilation">Distance of its taps.</param>
/// <param name="PadBegin">Padding before the input.</param>
/// <param name="PadEnd">Padding behind the input.</param>
/// <param name="Output">Size of the output.</param>
internal readonly record struct WindowAxis(
    long Size, long Kernel, long Stride, long Dilation, long PadBegin, long PadEnd, long Output)
{
    /// <summary>Distance from the first tap to behind the last.</summary>
    public long Extent => (Kernel - 1) * Dilation + 1;
}
