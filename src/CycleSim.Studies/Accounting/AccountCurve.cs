using System.Collections.Immutable;
using CycleSim.Arrays.Models;
using CycleSim.Platform;
using CycleSim.Workloads.Files;

namespace CycleSim.Studies.Accounting;

/// <summary>SRAM and STT-MRAM over sizes, as the source paper counts.</summary>
/// <param name="network">Name of the network.</param>
/// <param name="batch">Batch size.</param>
/// <param name="reading">How the account reads.</param>
internal sealed class AccountCurve(string network, int batch, AccountInterpretation reading)
{
    /// <summary>The smallest area of the source paper's figures, in mm².</summary>
    public const double MinAreaMm2 = 0.5;

    /// <summary>The largest, in mm²: that of 512 MB of STT-MRAM.</summary>
    public const double MaxAreaMm2 = 187;

    private readonly Account _account = new(NetworkLoader.Load(network), batch, reading);
    private readonly MemoryTechnology _sram = MemoryTechnologyLoader.Load("sram");
    private readonly MemoryTechnology _mram = MemoryTechnologyLoader.Load("stt-mram");

    /// <summary>Areas of the source paper's figures, in mm².</summary>
    /// <param name="perOctave">Areas in each doubling.</param>
    public static ImmutableArray<double> Areas(int perOctave) => Areas(MinAreaMm2, MaxAreaMm2, perOctave);

    /// <summary>Areas in equal ratios, and the last one, in mm².</summary>
    /// <param name="from">The first area.</param>
    /// <param name="to">The last area.</param>
    /// <param name="perOctave">Areas in each doubling.</param>
    public static ImmutableArray<double> Areas(double from, double to, int perOctave)
    {
        int steps = (int)Math.Floor(perOctave * Math.Log2(to / from));
        return [.. Enumerable.Range(0, steps + 1).Select(step => from * Math.Pow(2, (double)step / perOctave)), to];
    }

    /// <summary>At equal capacities; none where a memory has no array so small.</summary>
    public ImmutableArray<AccountPair> AtCapacities(IEnumerable<long> capacities) =>
        [.. capacities.Select(capacity => Try(capacity, () => (capacity, capacity))).OfType<AccountPair>()];

    /// <summary>At equal areas; none where no array of a memory fits.</summary>
    public ImmutableArray<AccountPair> OnAreas(IEnumerable<double> areas) =>
    [
        .. areas.Select(area => Try(area, () => (_account.CapacityOnArea(_sram, area), _account.CapacityOnArea(_mram, area))))
            .OfType<AccountPair>(),
    ];

    private AccountPair? Try(double size, Func<(long Sram, long Mram)> capacities)
    {
        try
        {
            (long sram, long mram) = capacities();
            return new(size, sram, mram, _account.On(_sram, sram), _account.On(_mram, mram));
        }
        catch (InputException)
        {
            return null;
        }
    }
}
