using CsCheck;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.FastForward;
using CycleSim.Accelerator.Machine;
using CycleSim.Memoization;
using CycleSim.Properties;
using CycleSim.Workloads.Formats;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Dataflow;

/// <summary>What the state key of a part of a stream says.</summary>
public class LineStreamTests
{
    /// <summary>
    /// Parts of a stream with equal keys move the same bytes through the same banks, counted from that of the first line.
    /// </summary>
    [Fact]
    [Trait("kind", "property")]
    public void Parts_with_equal_keys_move_equally() =>
        (from banks in Gen.Int[1, 20]
         from banking in Gen.OneOf(Gen.Const(Banking.Skewed), Gen.Const(Banking.Interleaved))
         from tensors in Gen.Select(Gen.Int[1, 4], Gen.Int[1, 3000]).Array[1, 4]
         from everyThird in Gen.Bool
         from length in Gen.Int[1, 12]
         from isScaled in Gen.Bool
         select (spec: new ScratchpadSpec(banks, 64, banking, null), tensors, everyThird, length, isScaled))
        .ForAll(
            c =>
            {
                MachineSpec machine = TestMachines.With(16, 16) with { Scratchpad = c.spec };
                var seen = new Dictionary<string, string>();
                long described = 0;
                foreach ((int slices, int words) in c.tensors)
                {
                    // Scales of blocks of 32 words stand before the words; long streams have several lines of them.
                    TensorSpec tensor = c.isScaled
                        ? new TensorSpec(0, "t", TensorRole.Weight, 0, slices, 8 * words) { Format = NumberFormats.MxFp8E4M3 }
                        : new TensorSpec(0, "t", TensorRole.Weight, 0, slices, words);
                    var layout = TestMachines.Layout(tensor, machine);
                    int[]? lines = c.everyThird ? [.. Enumerable.Range(0, layout.LinesPerSlice).Where(line => line % 3 == 0 || line > 40)]
                        : null;
                    var stream = new LineStream(layout, lines, onChip: true, isWrite: true);
                    for (long from = 0; from + c.length <= stream.Count; from++)
                    {
                        var key = new StateKeyBuilder();
                        if (!LineStreamMemo.TryDescribe(stream, key, from, from + c.length))
                            continue;
                        described++;
                        string moved = Moved(stream, from, from + c.length, c.spec.Banks);
                        string words1 = string.Join(' ', key.Span.ToArray());
                        Assert.Equal(seen.TryAdd(words1, moved) ? moved : seen[words1], moved);
                    }

                    Assert.Equal(Enumerable.Range(0, (int)stream.Count).Select(i => stream.At(i)).Distinct().Count(), stream.Count);
                }

                // Long streams have few keys: most parts are like others.
                Assert.True(seen.Count <= 400 * c.tensors.Length, $"{seen.Count} of {described}");
            },
            cases: 300);

    [Theory]
    [InlineData(127, 1)]
    [InlineData(128, 8)]
    public void A_long_stream_goes_by_bundles(int lines, int pairs)
    {
        MachineSpec machine = TestMachines.With(16, 16);
        var layout = TestMachines.Layout(new TensorSpec(0, "t", TensorRole.Weight, 0, 3, lines * 16), machine);
        var stream = new LineStream(layout, null, onChip: true, isWrite: false);
        Assert.Equal(2 * 3 * pairs, stream.EndOfBundle(0));
        Assert.Equal(2 * 3 * pairs, stream.EndOfBundle(5));
        Assert.Equal(stream.Count, stream.EndOfBundle(stream.Count - 1));
    }

    private static string Moved(LineStream stream, long from, long to, int banks)
    {
        (int first, int firstSlice) = stream.At(from);
        int bank = stream.Layout.BankOf(first, firstSlice);
        return string.Join(' ', Enumerable.Range(0, (int)(to - from)).Select(i => stream.At(from + i))
            .Select(at => $"{(stream.Layout.BankOf(at.Line, at.Slice) - bank + banks) % banks}:{stream.BytesOf(at.Line)}"));
    }
}
