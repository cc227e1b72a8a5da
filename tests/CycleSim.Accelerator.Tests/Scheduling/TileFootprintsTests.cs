using System.Collections.Immutable;
using CsCheck;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Scheduling;
using CycleSim.Properties;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Scheduling;

/// <summary>Counted lines of tiles are those that a set of lines holds, whether rows lie alike in lines or not.</summary>
public class TileFootprintsTests
{
    private static readonly Gen<(int Stride, int Offset, int Width, int Locations, int Slices, bool IsJumbled, bool IsScaled)> Rows =
        Gen.Select(
            Gen.OneOf(Gen.Int[1, 70], Gen.Int[1, 4].Select(lines => 16 * lines)),
            Gen.Int[0, 40], Gen.Int[1, 50], Gen.Int[1, 12], Gen.Int[1, 4],
            Gen.Frequency((4, Gen.Const(false)), (1, Gen.Const(true))), Gen.Frequency((4, Gen.Const(false)), (1, Gen.Const(true))));

    [Fact]
    [Trait("kind", "property")]
    public void Of_outputs() => Gen.Select(Rows, Gen.Int[1, 12], Gen.Int[1, 50]).ForAll(
        (rows, tileLocations, tileColumns) =>
        {
            TensorLayout layout = LayoutOf(rows.Slices, rows.IsScaled);
            ImmutableArray<int> words = WordsOf(rows);
            var output = new GemmOutput(layout.Tensor, words);
            IndexRange[] columns = Ranges(rows.Width, tileColumns);
            TileLines counted = TileFootprints.Count(
                output, layout, Ranges((long)words.Length * rows.Slices, (long)tileLocations * rows.Slices), columns);
            Assert.Equal(
                Expected(words.Length, tileLocations, columns, rows.Slices, (location, range) =>
                    layout.BytesOfWords(words[location] + (int)range.First, (int)range.Count)),
                counted);
        },
        cases: 300, slowCases: 3000);

    [Fact]
    [Trait("kind", "property")]
    public void Of_operands() => Gen.Select(Rows, Gen.Int[1, 12], Gen.Int[1, 50], Gen.Bool).ForAll(
        (rows, tileLocations, tileWords, isHalf) =>
        {
            TensorLayout layout = LayoutOf(rows.Slices, rows.IsScaled);
            ImmutableArray<int> words = WordsOf(rows);
            int length = isHalf ? (rows.Width + 1) / 2 : rows.Width;
            var operand = new OperandView(
                layout.Tensor, LaneAxis.Slices, rows.Width, [.. words.Select(word => ImmutableArray.Create(new WordRun(0, word, length)))]);
            IndexRange[] depths = Ranges(rows.Width, tileWords);
            TileLines counted = TileFootprints.Count(
                operand, layout, Ranges((long)words.Length * rows.Slices, (long)tileLocations * rows.Slices), depths);
            Assert.Equal(
                Expected(words.Length, tileLocations, depths, rows.Slices, (location, range) => range.First >= length
                    ? []
                    : layout.BytesOfWords(words[location] + (int)range.First, (int)Math.Min(range.Count, length - range.First))),
                counted);
        },
        cases: 300, slowCases: 3000);

    private static TileLines Expected(
        int locations, int tileLocations, IndexRange[] ranges, int slices, Func<int, IndexRange, IEnumerable<(int Line, int Bytes)>> lines)
    {
        TileLines all = default;
        foreach (int[] tile in Enumerable.Range(0, locations).Chunk(tileLocations))
            foreach (IndexRange range in ranges)
                all = all.With(slices * (long)tile.SelectMany(location => lines(location, range)).DistinctBy(part => part.Line).Count());
        return all;
    }

    private static ImmutableArray<int> WordsOf(
        (int Stride, int Offset, int Width, int Locations, int Slices, bool IsJumbled, bool IsScaled) rows)
    {
        IEnumerable<int> words = Enumerable.Range(0, rows.Locations).Select(i => rows.Offset + i * rows.Stride);
        return [.. rows.IsJumbled ? words.Reverse() : words];
    }

    private static TensorLayout LayoutOf(int slices, bool isScaled) => new(
        new TensorSpec(0, "t", TensorRole.Activation, 0, slices, 2000), wordsPerLine: isScaled ? 64 : 16, lineBytes: 64, banks: 8,
        arrayColumns: 8, BankMappings.All.Get(Banking.Interleaved), blockWords: isScaled ? 32 : 0);

    private static IndexRange[] Ranges(long all, long size) =>
        [.. Enumerable.Range(0, (int)((all + size - 1) / size)).Select(i => new IndexRange(i * size, Math.Min(size, all - i * size)))];
}
