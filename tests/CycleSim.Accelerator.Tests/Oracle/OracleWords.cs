using CycleSim.Accelerator.Machine;
using CycleSim.Workloads.Formats;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>Where the words of a slice lie, and the scales that blocks of them share: a byte each, in lines before the words.</summary>
internal sealed class OracleWords
{
    private readonly int _lineBytes;
    private readonly int _words;
    private readonly int? _block;

    internal OracleWords(TensorSpec tensor, MachineSpec spec)
    {
        NumberFormat? format = tensor.Format ?? spec.Formats.Of(tensor.Role);
        (_lineBytes, _words) = (spec.Scratchpad.LineBytes, tensor.WordsPerSlice);
        Bytes = format is null ? spec.WordBytes : format.Bits / 8;
        _block = format?.ScaleFormat is null ? null : format.BlockSize;
    }

    /// <summary>Bytes of a word.</summary>
    internal int Bytes { get; }

    /// <summary>Words of a line.</summary>
    internal int PerLine => _lineBytes / Bytes;

    /// <summary>The lines that a word needs: that of its scale, if it has one, then its own.</summary>
    internal IEnumerable<int> LinesOf(int word)
    {
        if (ScaleOf(word) is { } scale)
            yield return scale / _lineBytes;
        yield return LineOf(word);
    }

    /// <summary>The lines of some words, those of scales first, with the bytes of these words or their scales.</summary>
    internal IEnumerable<(int Line, int Bytes)> Of(IReadOnlyCollection<int> words) =>
    [
        .. words.Select(ScaleOf).OfType<int>().Distinct().GroupBy(scale => scale / _lineBytes)
            .Select(line => (line.Key, line.Count())),
        .. words.GroupBy(LineOf).Select(line => (line.Key, line.Count() * Bytes)),
    ];

    private int LineOf(int word) => (ScaleOf(_words - 1) is { } last ? last / _lineBytes + 1 : 0) + word / PerLine;

    private int? ScaleOf(int word) => word / _block;
}
