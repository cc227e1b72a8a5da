using System.Numerics;
using CsCheck;
using CycleSim.Accelerator.Replay;
using CycleSim.Platform;
using CycleSim.Properties;
using CycleSim.Studies.Timeline;
using CycleSim.Traces;
using CycleSim.Traces.Analysis;
using CycleSim.Traces.Export;
using ZstdSharp;

namespace CycleSim.Studies.Tests;

/// <summary>Traces whose checksums are right and whose content is nonsense: an error that says so, or numbers, but no crash.</summary>
public class HostileTraceTests
{
    private static readonly byte[] OneChannel = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "traces", "lenet5-dram.cst"));

    [Fact]
    [Trait("kind", "property")]
    public void Changed_content_under_good_checksums_never_crashes_a_reader() =>
        AssertNoCrash(OneChannel, cases: 60, slowCases: 150);

    [Fact]
    [Trait("kind", "property")]
    public void Nor_does_that_of_several_channels() => AssertNoCrash(TwoChannelTrace.Bytes, cases: 100, slowCases: 300);

    [Fact]
    [Trait("kind", "property")]
    public void Nor_does_that_of_overlapping_tiles() => AssertNoCrash(OverlappedTrace.Bytes, cases: 100, slowCases: 1000);

    private static void AssertNoCrash(byte[] sample, int cases, int slowCases) =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 1 << 20], Gen.Byte).ForAll(
            (frame, at, value) =>
            {
                string path = Path.GetTempFileName();
                try
                {
                    File.WriteAllBytes(path, Changed(sample, frame, at, value));
                    Exception? problem = Record.Exception(() => ReadAll(path));
                    Assert.True(problem is null or TraceFormatException or InputException,
                        $"frame {frame}, byte {at}, value {value}: {problem}");
                }
                finally
                {
                    File.Delete(path);
                }
            },
            cases, slowCases);

    private static void ReadAll(string path)
    {
        using TraceFile file = TraceFile.Open(path);
        TimelineBuilder.Read(file, null, null, 64);
        TraceSummary.Of(file, 8);
        var start = new TraceWindow(0, 5_000_000, TraceWindow.All.Components);
        JsonExport.Write(TextWriter.Null, file.Header, new TraceRows(file).Within(start));
        PerfettoExport.Write(Stream.Null, file, new TraceWindow(0, 50_000_000, TraceWindow.All.Components));
        ReplayTarget.Recorded(file);
    }

    /// <summary>One byte of a chunk's content changed, packed and summed anew; later frames move.</summary>
    private static byte[] Changed(byte[] sample, int frame, int at, byte value)
    {
        int start = 8;
        for (int i = 0; i < frame; i++)
            start += 8 + BitConverter.ToInt32(sample, start);
        int length = BitConverter.ToInt32(sample, start);
        if (start + 8 + length > sample.Length - 16)
            return sample;
        using var unpack = new Decompressor();
        using var pack = new Compressor();
        byte[] content = unpack.Unwrap(sample.AsSpan(start + 8, length)).ToArray();
        content[at % content.Length] = value;
        byte[] payload = pack.Wrap(content).ToArray();
        uint crc = uint.MaxValue;
        foreach (byte one in payload)
            crc = BitOperations.Crc32C(crc, one);
        int moved = payload.Length - length;
        byte[] trailer = [.. BitConverter.GetBytes(BitConverter.ToInt64(sample, sample.Length - 16) + moved), .. sample[^8..]];
        return
        [
            .. sample[..start], .. BitConverter.GetBytes(payload.Length), .. BitConverter.GetBytes(~crc), .. payload,
            .. sample[(start + 8 + length)..^16], .. trailer,
        ];
    }
}
