using System.Collections.Immutable;
using CycleSim.Configuration.Text;
using CycleSim.Platform;
using CycleSim.Studies.Accounting;
using CycleSim.Studies.Arrays;
using CycleSim.Studies.Comparisons;
using CycleSim.Studies.Reports;

namespace CycleSim.Studies.Reproduction;

/// <summary>The headlines as the paper counts, one reading changed at a time.</summary>
internal sealed class AccountInterpretations
{
    // AlexNet's spike is about a fifth of an octave wide; other curves are smooth.
    private const int AreasPerOctave = 4;
    private const int SpikeAreasPerOctave = 8;

    private static readonly ImmutableArray<long> Capacities = ArraySweep.Capacities(32 << 10, 512 << 20, 1);

    private readonly string _network;
    private readonly ImmutableArray<string> _networks;
    private readonly int _batch;

    /// <summary>Counts.</summary>
    /// <param name="network">The headline network.</param>
    /// <param name="others">Networks beside it at equal area.</param>
    /// <param name="batch">Batch size.</param>
    internal AccountInterpretations(string network, ImmutableArray<string> others, int batch)
    {
        (_network, _networks, _batch) = (network, [network, .. others], batch);
        Rows = [.. NamedInterpretation.All.Select(reading => Row(reading, "alexnet-bearpaw-cifar10")), Row(AlexNet, "alexnet-cifar10")];
    }

    private static NamedInterpretation AlexNet => NamedInterpretation.All[0] with { Name = "AlexNet with 3x3 convolutions" };

    /// <summary>A row for each reading.</summary>
    internal ImmutableArray<AccountInterpretationRow> Rows { get; }

    /// <summary>The table.</summary>
    internal ReportTable Table => new(
        ["reading", "equal capacity", "at", $"equal area: {string.Join(" / ", _networks)}", "compute", "AlexNet's spike"],
        [
            .. Rows.Select(row => ImmutableArray.Create(
                row.Name, Text($"{row.Capacity:0.0}"), ByteSize.Format(row.CapacityBytes),
                string.Join(" / ", row.Areas.Select(best => Text($"{best:0.0}"))), Text($"{row.Compute:0.0 %}"), SpikeText(row.Spike))),
        ]);

    /// <summary>What the table means, in words.</summary>
    internal string Meaning =>
        Text($"The improvement at equal capacity spans {Rows.Min(row => row.Capacity):0.0} to {Rows.Max(row => row.Capacity):0.0}, that ") +
        Text($"at equal area {Rows.Min(row => row.Areas[0]):0.0} to {Rows.Max(row => row.Areas[0]):0.0}: these numbers follow ") +
        "from choices that the paper's text does not state, each as good a reading as the other, and no single one of them is the " +
        "paper's result. R was found by looking for readings that meet the claims, so that it meets them is no confirmation; and " +
        "since the two improvements trade along one free parameter, time on-chip against time of DRAM, meeting both at once is weak " +
        "evidence.";

    private AccountInterpretationRow Row(NamedInterpretation reading, string alexNet)
    {
        AccountCurve headline = CurveOf(_network);
        ImmutableArray<AccountPair> capacity = headline.AtCapacities(Capacities);
        if (capacity.IsEmpty)
            throw new InputException($"{_network}: no capacity has arrays of a third of it");
        AccountPair best = capacity.MaxBy(pair => pair.Improvement)!;
        ImmutableArray<AccountPair> spikeAreas = CurveOf(alexNet).OnAreas(AccountCurve.Areas(SpikeAreasPerOctave));
        return new(
            reading.Name, best.Improvement, (long)best.Size,
            [.. _networks.Select(network => BestArea(network == _network ? headline : CurveOf(network)))],
            capacity.Max(pair => Math.Max(pair.Sram.MacsJ / pair.Sram.EnergyJ, pair.Mram.MacsJ / pair.Mram.EnergyJ)),
            AreaSpike.Of(SystemCurve.Of(alexNet, IsoKind.Area, spikeAreas)));

        AccountCurve CurveOf(string network) => new(network, _batch, reading.Reading);
    }

    private static double BestArea(AccountCurve curve) =>
        curve.OnAreas(AccountCurve.Areas(AreasPerOctave)).Max(pair => pair.Improvement);

    private static string SpikeText(AreaSpike? spike) =>
        spike is null ? "none" : Text($"{spike.Height:0.0} at {spike.Peak.Size:0} mm2");

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
