using System.Collections.Immutable;
using CycleSim.Arrays;
using CycleSim.Configuration.Text;
using CycleSim.Studies.Arrays;

namespace CycleSim.Studies.Reproduction;

/// <summary>Judges the claims on memory arrays, by the circuit model.</summary>
/// <param name="sram">SRAM over capacity.</param>
/// <param name="mram">STT-MRAM at the same capacities.</param>
/// <param name="cheap">The same with a low-voltage and a low-duration write, of the calibrated cell and of the device layer.</param>
/// <param name="safe">What each of these is compared with.</param>
/// <param name="table">Table II.</param>
/// <param name="extrapolated">
/// Cut of read + write energy by the low-voltage write where the safe one is that of the paper's straight line: capacity and share; null if
/// there is none.
/// </param>
internal sealed class ArrayJudge(
    ArrayCurve sram, ArrayCurve mram, ImmutableArray<ArrayCurve> cheap, ImmutableArray<ArrayCurve> safe, ImmutableArray<TableTwoRow> table,
    (long Capacity, double Cut)? extrapolated)
{
    private const long MiB = 1 << 20;

    internal Judgement Judge(Claim claim) => claim.Id switch
    {
        "A1" => Areas(claim),
        "A2" => Growth(claim),
        "A3" => CheapWrites(claim),
        _ => EqualArea(claim),
    };

    private Judgement Areas(Claim claim)
    {
        (long Capacity, double Ratio)[] ratios = [.. sram.Points.Zip(mram.Points, (a, b) => (a.CapacityBytes, a.AreaMm2 / b.AreaMm2))];
        long crossover = ratios.FirstOrDefault(
            entry => ratios.Where(other => other.Capacity >= entry.Capacity).All(other => other.Ratio > 1)).Capacity;
        (long Capacity, double Ratio)[] large = [.. ratios.Where(entry => entry.Capacity >= MiB)];
        bool crosses = crossover == (long)claim.Expected("crossover_kib") << 10;
        int within = large.Count(entry => IsWithin(entry.Ratio));
        string outside = string.Join(", ",
            large.Where(entry => !IsWithin(entry.Ratio)).Select(entry => Text($"{entry.Ratio:0.00} at {ByteSize.Format(entry.Capacity)}")));
        return new(
            crosses && within == large.Length ? Verdict.Holds
                : crosses || 2 * within >= large.Length ? Verdict.HoldsInPart : Verdict.DoesNotHold,
            Text($"smaller from {ByteSize.Format(crossover)} up; {large.Min(entry => entry.Ratio):0.00} to ") +
            Text($"{large.Max(entry => entry.Ratio):0.00} times from 1 MiB"),
            within == large.Length
                ? "All capacities lie within the range, rounded to its one digit."
                : $"Outside the range: {outside}. Organisations change by powers of two, so the ratio jumps.");

        // The claim has one digit: what rounds to it meets it.
        bool IsWithin(double ratio) => Math.Round(ratio, MidpointRounding.AwayFromZero) >= claim.Expected("least_ratio")
            && Math.Round(ratio, MidpointRounding.AwayFromZero) <= claim.Expected("greatest_ratio");
    }

    private Judgement Growth(Claim claim)
    {
        double[] leakage = [.. sram.Points.Zip(mram.Points, (a, b) => a.LeakageMw / b.LeakageMw)];
        (string Name, Func<MemoryMetrics, double> Value)[] figures =
        [
            ("read latency", point => point.ReadLatencyNs), ("write latency", point => point.WriteLatencyNs),
                ("read energy", point => point.ReadEnergyPj),
            ("write energy", point => point.WriteEnergyPj),
        ];
        (string Name, double Sram, double Mram)[] growth =
            [.. figures.Select(figure =>
                (figure.Name, figure.Value(sram.Points[^1]) / figure.Value(sram.Points[0]),
                    figure.Value(mram.Points[^1]) / figure.Value(mram.Points[0])))];
        bool leaks = leakage.Min() > claim.Expected("least_leakage_ratio");
        bool grows = growth.All(entry => entry.Sram > entry.Mram);
        return new(
            leaks && grows ? Verdict.Holds : leaks || grows ? Verdict.HoldsInPart : Verdict.DoesNotHold,
            Text($"{leakage.Min():0.0} to {leakage.Max():0.0} times less leakage; from min to max capacity ") +
            string.Join(", ", growth.Select(entry => Text($"{entry.Name} x{entry.Sram:0} and x{entry.Mram:0.0}"))) +
            " (SRAM and STT-MRAM)",
            "Circuit model, read-latency optimised, high-performance transistors at 350 K; with low-standby-power ones the leakage " +
            "advantage is gone (see sensitivity).");
    }

    private Judgement CheapWrites(Claim claim)
    {
        string[] texts = [.. cheap.Select((curve, i) => Describe(curve, safe[i]))];
        double latency = cheap.Select((curve, i) => Cut(curve, safe[i], point => point.WriteLatencyNs)).Max();
        double access = cheap.Select((curve, i) => Cut(curve, safe[i], point => point.ReadEnergyPj + point.WriteEnergyPj)).Max();
        double write = cheap.Select((curve, i) => Cut(curve, safe[i], point => point.WriteEnergyPj)).Max();
        double tolerance = claim.Expected("tolerance");
        bool latencyHolds = Math.Abs(latency - claim.Expected("latency_cut")) <= tolerance;
        bool energyHolds = Math.Abs(access - claim.Expected("energy_cut")) <= tolerance
            || Math.Abs(write - claim.Expected("energy_cut")) <= tolerance
            || extrapolated is { } line && Math.Abs(line.Cut - claim.Expected("energy_cut")) <= tolerance;
        long before = Crossover(safe[0]);
        long after = cheap.Zip(safe).Where(pair => pair.Second.Name == safe[0].Name).Min(pair => Crossover(pair.First));
        bool moves = after < before;
        return new(
            latencyHolds && energyHolds && moves ? Verdict.Holds
                : latencyHolds || energyHolds || moves ? Verdict.HoldsInPart : Verdict.DoesNotHold,
            Text($"write latency up to {latency:0 %}, write energy up to {write:0 %}, read + write energy up to {access:0 %} less; ") +
            Text($"crossover of read + write energy from {ByteSize.Format(before)} to {ByteSize.Format(after)}") + ExtrapolatedText(),
            string.Join("; ", texts) + ".");

        string ExtrapolatedText() => extrapolated is { } line
            ? Text($"; read + write energy {line.Cut:0.0 %} less at {ByteSize.Format(line.Capacity)} against a safe ") +
                "write point on the paper's line"
            : "";
    }

    private long Crossover(ArrayCurve curve) => sram.Points.Zip(curve.Points)
        .FirstOrDefault(pair => pair.First.ReadEnergyPj + pair.First.WriteEnergyPj > pair.Second.ReadEnergyPj + pair.Second.WriteEnergyPj)
        .First.CapacityBytes is > 0 and var capacity ? capacity : long.MaxValue;

    private static string Describe(ArrayCurve curve, ArrayCurve from) =>
        Text($"{curve.Name}: latency up to {Cut(curve, from, point => point.WriteLatencyNs):0 %}, ") +
        Text($"write energy up to {Cut(curve, from, point => point.WriteEnergyPj):0 %} less");

    private static double Cut(ArrayCurve curve, ArrayCurve from, Func<MemoryMetrics, double> value) =>
        curve.Points.Zip(from.Points, (less, more) => 1 - value(less) / value(more)).Max();

    private Judgement EqualArea(Claim claim)
    {
        double tolerance = claim.Expected("tolerance");
        double[] capacity = [.. Pairs(row => row.Ours.CapacityBytes, inverted: true)];
        double[] leakage = [.. Pairs(row => row.Ours.LeakageMw, inverted: false)];
        int within = Count(capacity, "capacity_ratio") + Count(leakage, "leakage_ratio");
        return new(
            within == capacity.Length + leakage.Length ? Verdict.Given : Verdict.DoesNotHold,
            Text($"{string.Join(" and ", capacity.Select(ratio => Text($"{ratio:0.00}")))} times the capacity, ") +
            Text($"{string.Join(" and ", leakage.Select(ratio => Text($"{ratio:0.00}")))} times less leakage"),
            "On the areas of 512 KiB and 128 MiB of STT-MRAM. Cell parameters that the paper does not state were fitted to its Table " +
            "II, so this row is an input and no evidence; the README of the array model says which.");

        // A measured range may exceed the paper's by the tolerance at either end.
        int Count(double[] ratios, string key) =>
            ratios.Count(ratio => ratio >= claim.Expected($"least_{key}") * (1 - tolerance)
                && ratio <= claim.Expected($"greatest_{key}") * (1 + tolerance));
    }

    private IEnumerable<double> Pairs(Func<TableTwoRow, double> value, bool inverted) =>
        table.Chunk(2).Select(pair => inverted ? value(pair[1]) / value(pair[0]) : value(pair[0]) / value(pair[1]));

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
