using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Mapping;

namespace CycleSim.Accelerator.Tests.Mapping;

/// <summary>Steps through the tiles of a GEMM one by one and counts what moves. Knows nothing of the closed form.</summary>
internal sealed class TileStepper
{
    private readonly GemmShape _shape;
    private readonly GemmTiling _tiling;
    private readonly WordSizes _words;
    private readonly Dictionary<(long M, long N), long> _doneKTiles = [];

    private (long M, long K)? _a;
    private (long K, long N)? _b;
    private (long M, long N)? _c;

    private TileStepper(GemmShape shape, GemmTiling tiling, WordSizes words) => (_shape, _tiling, _words) = (shape, tiling, words);

    private long ABytes { get; set; }

    private long BBytes { get; set; }

    private long CWriteBytes { get; set; }

    private long CReadBytes { get; set; }

    private long ALoads { get; set; }

    private long BLoads { get; set; }

    private long CStores { get; set; }

    private long CReloads { get; set; }

    internal static GemmTraffic Count(GemmShape shape, GemmTiling tiling, string order, WordSizes words, bool serpentine)
    {
        var stepper = new TileStepper(shape, tiling, words);
        foreach ((long m, long n, long k) in Steps(shape, tiling, order, serpentine))
            stepper.Step(m, n, k);
        stepper.StoreC();
        return new GemmTraffic(
            stepper.ABytes, stepper.BBytes, stepper.CWriteBytes, stepper.CReadBytes, stepper.ALoads, stepper.BLoads, stepper.CStores,
            stepper.CReloads);
    }

    /// <summary>The tiles in the order of the loops. A serpentine loop runs against its last run.</summary>
    internal static IEnumerable<(long M, long N, long K)> Steps(GemmShape shape, GemmTiling tiling, string order, bool serpentine)
    {
        long[] counts = [.. order.Select(loop => loop switch
        {
            'm' => (shape.M + tiling.Tm - 1) / tiling.Tm,
            'n' => (shape.N + tiling.Tn - 1) / tiling.Tn,
            _ => (shape.K + tiling.Tk - 1) / tiling.Tk,
        })];
        bool[] isBackwards = [false, false, false];
        foreach (long outer in Run(0))
            foreach (long middle in Run(1))
                foreach (long inner in Run(2))
                    yield return (Of('m', [outer, middle, inner]), Of('n', [outer, middle, inner]), Of('k', [outer, middle, inner]));

        long Of(char loop, long[] indices) => indices[order.IndexOf(loop, StringComparison.Ordinal)];

        IEnumerable<long> Run(int loop)
        {
            bool backwards = isBackwards[loop];
            isBackwards[loop] ^= serpentine;
            for (long i = 0; i < counts[loop]; i++)
                yield return backwards ? counts[loop] - 1 - i : i;
        }
    }

    private void Step(long m, long n, long k)
    {
        if (_a != (m, k))
        {
            _a = (m, k);
            ALoads++;
            ABytes += Height(m) * Depth(k) * _words.Element;
        }

        if (_b != (k, n))
        {
            _b = (k, n);
            BLoads++;
            BBytes += Depth(k) * Width(n) * _words.Element;
        }

        if (_c != (m, n))
        {
            StoreC();
            LoadC(m, n);
        }

        _doneKTiles[(m, n)]++;
    }

    private void LoadC(long m, long n)
    {
        _c = (m, n);
        if (_doneKTiles.TryAdd((m, n), 0))
            return;
        CReloads++;
        CReadBytes += Height(m) * Width(n) * _words.Partial;
    }

    private void StoreC()
    {
        if (_c is not { } tile)
            return;
        bool isDone = _doneKTiles[tile] == (_shape.K + _tiling.Tk - 1) / _tiling.Tk;
        CStores++;
        CWriteBytes += Height(tile.M) * Width(tile.N) * (isDone ? _words.Output : _words.Partial);
    }

    private long Height(long m) => Math.Min(_tiling.Tm, _shape.M - m * _tiling.Tm);

    private long Width(long n) => Math.Min(_tiling.Tn, _shape.N - n * _tiling.Tn);

    private long Depth(long k) => Math.Min(_tiling.Tk, _shape.K - k * _tiling.Tk);
}
