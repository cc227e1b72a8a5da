using CycleSim.Workloads.Layers;
using static TorchSharp.torch.nn;

namespace CycleSim.Training.Layers;

/// <summary>Zeros around images where they differ from side to side, which libtorch's operations do not know.</summary>
internal static class WindowPadding
{
    /// <summary>The image with what one side has more than the other, and the zeros that both sides of an axis have.</summary>
    /// <param name="image">The image.</param>
    /// <param name="window">The window.</param>
    internal static (Tensor Image, long[] Padding) Split(Tensor image, WindowSettings window)
    {
        (int top, int left) = (window.Rows.PadBegin, window.Columns.PadBegin);
        (int bottom, int right) = (window.Rows.PadEnd, window.Columns.PadEnd);
        long[] common = [Math.Min(top, bottom), Math.Min(left, right)];
        return top == bottom && left == right
            ? (image, common)
            : (functional.pad(image, [left - common[1], right - common[1], top - common[0], bottom - common[0]]), common);
    }
}
