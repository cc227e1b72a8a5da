using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Tests.Lowering;

namespace CycleSim.Workloads.Tests.GraphLowering;

/// <summary>Computes products word by word, as their views say: whole, or in tiles of random sizes.</summary>
/// <param name="numbers">Where operands and outputs are.</param>
/// <param name="tileSeed">Seed of the sizes; null for whole products.</param>
internal sealed class GemmInterpreter(StoredNumbers numbers, uint? tileSeed = null)
{
    private readonly RandomTiles? _tiles = tileSeed is { } seed ? new RandomTiles(seed) : null;

    internal void Run(GemmOperation gemm)
    {
        var written = new HashSet<long>();
        ProductTiles? tiles = _tiles?.Of(gemm);
        for (int i = 0; i < gemm.Count; i++)
        {
            if (tiles is null)
                RunOne(gemm.Product(i), written, isLater: false);
            else
                RunTiles(gemm.Product(i), tiles, written);
        }
    }

    /// <summary>Each output is complete once, after all parts of K.</summary>
    private void RunTiles(GemmOperation product, ProductTiles tiles, HashSet<long> complete)
    {
        foreach (TileIndex index in tiles.All())
        {
            GemmOperation tile = tiles.Tile(product, index);
            RunOne(tile, tiles.IsLast(index) ? complete : [], isLater: !tiles.IsFirst(index));
        }
    }

    private void RunOne(GemmOperation gemm, HashSet<long> written, bool isLater)
    {
        double[][] rows = Lanes(gemm.Rows);
        double[][] columns = Lanes(gemm.Columns);
        Assert.Equal(gemm.Rows.Depth, gemm.Columns.Depth);
        Assert.Equal((gemm.M, gemm.N), (rows.Length, columns.Length));
        TensorSpec target = gemm.Output.Tensor;
        int slices = gemm.Output.Slices.Count;
        Assert.Equal(gemm.M, (long)slices * gemm.Output.WordBase.Length);
        for (int m = 0; m < rows.Length; m++)
        {
            long slice = gemm.Output.Slices.First + m % slices;
            for (int n = 0; n < columns.Length; n++)
            {
                long word = StoredNumbers.WordOf(target, slice, gemm.Output.WordBase[m / slices] + n);
                Assert.True(written.Add(word), $"{gemm.Name} writes word {word} of {target.Name} twice");
                double sum = gemm.Bias is null ? 0 : numbers.Read(gemm.Bias, StoredNumbers.WordOf(gemm.Bias, 0, gemm.VectorOffset + n));
                for (int k = 0; k < rows[m].Length; k++)
                    sum += rows[m][k] * columns[n][k];
                foreach (TensorSpec read in gemm.OutputReads)
                {
                    Assert.Equal((target.Slices, target.WordsPerSlice), (read.Slices, read.WordsPerSlice));
                    sum += numbers.Read(read, word);
                }

                numbers.Write(target, word, sum);
            }

            if (gemm.RowSums is { } sums)
            {
                long at = StoredNumbers.WordOf(sums, 0, gemm.VectorOffset + m);
                numbers.Write(sums, at, rows[m].Sum() + (isLater ? numbers.Read(sums, at) : 0));
            }
        }
    }

    /// <summary>The numbers of each lane along K.</summary>
    private double[][] Lanes(OperandView view)
    {
        double[][] pairs =
        [
            .. from runs in view.Locations
               from slice in Enumerable.Range(view.Slices.First, view.Slices.Count)
               select Words(view, runs, slice),
        ];
        return view.LaneAxis == LaneAxis.Slices
            ? pairs
            : [.. Enumerable.Range(0, view.Words).Select(word => pairs.Select(pair => pair[word]).ToArray())];
    }

    private double[] Words(OperandView view, IEnumerable<WordRun> runs, int slice)
    {
        double[] words = new double[view.Words];
        int end = 0;
        foreach (WordRun run in runs)
        {
            Assert.InRange(run.At, end, view.Words - run.Length);
            end = run.At + run.Length;
            for (int i = 0; i < run.Length; i++)
                words[run.At + i] = numbers.Read(view.Tensor, StoredNumbers.WordOf(view.Tensor, slice, run.Word + i));
        }

        return words;
    }
}
