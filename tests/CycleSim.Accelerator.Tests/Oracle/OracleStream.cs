using CycleSim.Accelerator.Dataflow;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>A tensor, or some of its words, on the vector unit: its lines in order, two at a time, slice by slice.</summary>
internal sealed class OracleStream
{
    private readonly int _wordBytes;

    internal OracleStream(TensorLayout layout, IEnumerable<int>? words, bool onChip, bool isWrite, int wordBytes, SliceRange slices)
    {
        (Layout, OnChip, IsWrite, _wordBytes) = (layout, onChip, isWrite, wordBytes);
        int[] lines =
        [
            .. (words ?? Enumerable.Range(0, layout.Tensor.WordsPerSlice)).Select(word => word / layout.WordsPerLine).Distinct().Order(),
        ];
        Lines = [.. lines.Chunk(2).SelectMany(pair => Enumerable.Range(slices.First, slices.Count)
            .SelectMany(slice => pair.Select(line => (line, slice))))];
    }

    internal TensorLayout Layout { get; }

    internal bool OnChip { get; }

    internal bool IsWrite { get; }

    internal IReadOnlyList<(int Line, int Slice)> Lines { get; }

    /// <summary>The lines of one block of several.</summary>
    internal List<(int Line, int Slice)> Block(long block, long blocks) =>
        [.. Lines.Where((_, index) => index >= Lines.Count * block / blocks && index < Lines.Count * (block + 1) / blocks)];

    /// <summary>Bytes of a line that hold words of the tensor.</summary>
    internal int BytesOf(int line) =>
        Math.Min(Layout.WordsPerLine, Layout.Tensor.WordsPerSlice - line * Layout.WordsPerLine) * _wordBytes;
}
