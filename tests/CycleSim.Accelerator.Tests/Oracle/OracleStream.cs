using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Machine;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>A tensor, or some of its words, on the vector unit: its lines in order, two at a time, slice by slice.</summary>
internal sealed class OracleStream
{
    private readonly Dictionary<int, int> _bytes;

    internal OracleStream(TensorLayout layout, IEnumerable<int>? words, bool onChip, bool isWrite, MachineSpec spec, SliceRange slices)
    {
        (Layout, OnChip, IsWrite) = (layout, onChip, isWrite);
        var all = new OracleWords(layout.Tensor, spec);
        int[] wholeSlice = [.. Enumerable.Range(0, layout.Tensor.WordsPerSlice)];
        _bytes = all.Of(wholeSlice).ToDictionary(line => line.Line, line => line.Bytes);
        Groups = spec.VectorWords / all.PerLine;
        int[] lines = [.. (words ?? wholeSlice).SelectMany(all.LinesOf).Distinct().Order()];
        Lines = [.. lines.Chunk(2).SelectMany(pair => Enumerable.Range(slices.First, slices.Count)
            .SelectMany(slice => pair.Select(line => (line, slice))))];
    }

    internal TensorLayout Layout { get; }

    /// <summary>Lines that the vector unit takes in one step.</summary>
    internal int Groups { get; }

    internal bool OnChip { get; }

    internal bool IsWrite { get; }

    internal IReadOnlyList<(int Line, int Slice)> Lines { get; }

    /// <summary>The lines of one block of several.</summary>
    internal List<(int Line, int Slice)> Block(long block, long blocks) =>
        [.. Lines.Where((_, index) => index >= Lines.Count * block / blocks && index < Lines.Count * (block + 1) / blocks)];

    /// <summary>Bytes of a line that hold words of the tensor, or scales.</summary>
    internal int BytesOf(int line) => _bytes[line];
}
