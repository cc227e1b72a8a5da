using CycleSim.Configuration.Text;
using CycleSim.Studies.Comparisons;
using CycleSim.Studies.Plans;

namespace CycleSim.Studies.Reproduction;

/// <summary>Judges the claims on the whole system.</summary>
/// <param name="capacity">Comparisons at equal capacity; the first is the headline network.</param>
/// <param name="area">Comparisons at equal area, in the same order.</param>
internal sealed class SystemJudge(IReadOnlyList<Comparison> capacity, IReadOnlyList<Comparison> area)
{
    private const int Mram = 1;

    // Areas of arrays do not double exactly.
    private const double Octave = 1.1;

    // The paper's arrays end here.
    private const long MaxCapacityBytes = 512L << 20;

    internal Judgement Judge(Claim claim)
    {
        bool isArea = claim.Id is "S5" or "S6" or "S7";
        IReadOnlyList<Comparison> used = isArea ? area : capacity;
        if (used.Count == 0 || !used[0].Complete.Any())
            return Judgement.NotRun("The comparison has no results; its table says why.");
        return claim.Id switch
        {
            "S1" => Rise(claim),
            "S2" => SameTrend(claim),
            "S3" => Shares(claim),
            "S4" => ShareShift(),
            "S5" => EqualArea(claim),
            "S6" => Ratios(),
            _ => Spike(claim),
        };
    }

    private Judgement Rise(Claim claim)
    {
        Comparison headline = capacity[0];
        (double best, double at) = headline.Best(Mram)!.Value;
        int[] sizes = [.. headline.Complete];
        double[] curve = [.. sizes.Select(size => headline.Improvement(size, Mram)!.Value)];
        string falls = Falls(headline, sizes, curve, 0);
        bool rises = falls.Length == 0;
        bool reaches = Math.Abs(best / claim.Expected("improvement") - 1) <= claim.Expected("tolerance");
        return new(
            rises && reaches ? Verdict.Holds : rises || reaches ? Verdict.HoldsInPart : Verdict.DoesNotHold,
            Text($"{curve[0]:0.00} times at {Size(headline, sizes[0])}, up to {best:0.0} times at {ByteSize.Format((long)at)}"),
            (rises ? "The improvement rises from each capacity to the next." : $"It falls {falls}.") + " " + Reason(headline, sizes[^1]));
    }

    private Judgement SameTrend(Claim claim)
    {
        IReadOnlyList<Comparison> others = [.. capacity.Skip(1)];
        if (others.Count == 0)
            return Judgement.NotRun("No other network was run.");
        var texts = new List<string>();
        var falls = new List<string>();
        foreach (Comparison comparison in others)
        {
            int[] sizes = [.. comparison.Complete];
            if (sizes.Length == 0)
            {
                falls.Add($"{comparison.Network} has no results");
                continue;
            }

            double[] curve = [.. sizes.Select(size => comparison.Improvement(size, Mram)!.Value)];
            texts.Add(Text($"{comparison.Network} {curve[0]:0.00} to {curve.Max():0.0}"));
            if (Falls(comparison, sizes, curve, claim.Expected("largest_drop")) is { Length: > 0 } fall)
                falls.Add($"{comparison.Network} falls {fall}");
            else if (curve[^1] < 0.9 * curve.Max())
                falls.Add(Text($"{comparison.Network} ends at {curve[^1]:0.0}, below its greatest"));
        }

        return new(
            falls.Count == 0 ? Verdict.Holds : falls.Count < others.Count ? Verdict.HoldsInPart : Verdict.DoesNotHold,
            string.Join("; ", texts),
            falls.Count == 0 ? "No improvement falls by more than a tenth from one capacity to the next." : string.Join("; ", falls) + ".");
    }

    private Judgement Shares(Claim claim)
    {
        Comparison headline = capacity[0];
        int[] sizes = [.. headline.Complete];
        (int first, int last) = (sizes[0], sizes[^1]);
        bool small = Both(memory => Share(headline, first, memory, DramAndLeakage) >= claim.Expected("dominant_share"));
        bool large = Both(memory => Share(headline, last, memory, Leakage) >= claim.Expected("leakage_share"));
        double compute = sizes.Max(size => Enumerable.Range(0, 2).Max(memory => Share(headline, size, memory, Compute)));
        bool falls = sizes.Zip(sizes.Skip(1))
            .All(pair => headline.Result(pair.Second, 0)!.DramBytes <= headline.Result(pair.First, 0)!.DramBytes);
        bool negligible = compute <= claim.Expected("negligible_share");
        int holds = new[] { small, large, negligible, falls }.Count(part => part);
        string negligibleText = negligible
            ? "" : Text($"Compute is not negligible: all products together take {headline.Result(first, 0)!.ComputeJ:0.00} J, the same ") +
                "at every capacity, and STT-MRAM leaves little else. ";
        return new(
            holds == 4 ? Verdict.Holds : holds > 1 ? Verdict.HoldsInPart : Verdict.DoesNotHold,
            Text($"DRAM + leakage {Share(headline, first, 0, DramAndLeakage):0 %} and ") +
            Text($"{Share(headline, first, Mram, DramAndLeakage):0 %} at {Size(headline, first)}; ") +
            Text($"leakage {Share(headline, last, 0, Leakage):0 %} and {Share(headline, last, Mram, Leakage):0 %} at ") +
            Text($"{Size(headline, last)}; compute at most {compute:0 %}"),
            negligibleText + Text($"SRAM and STT-MRAM. DRAM traffic {(falls ? "falls" : "does not always fall")} with capacity, from ") +
                Text($"{headline.Result(first, 0)!.DramBytes / 1e9:0.0} to {headline.Result(last, 0)!.DramBytes / 1e9:0.0} GB."));

        static bool Both(Func<int, bool> holds) => holds(0) && holds(Mram);
    }

    private Judgement ShareShift()
    {
        Comparison headline = capacity[0];
        int[] sizes = [.. headline.Complete];
        int leakage = sizes.Count(size =>
            Share(headline, size, Mram, Leakage) < Share(headline, size, 0, Leakage));
        int access = sizes.Count(size => Share(headline, size, Mram, Access) > Share(headline, size, 0, Access));
        int last = sizes[^1];
        string outside = string.Join(", ",
            sizes.Where(size => Share(headline, size, Mram, Access) <= Share(
                headline, size, 0, Access)).Select(size => Size(headline, size)));
        double widest = sizes.Max(size =>
            Share(headline, size, 0, Leakage) - Share(headline, size, Mram, Leakage));
        return new(
            leakage == sizes.Length && access == sizes.Length ? Verdict.Holds : leakage + access > sizes.Length ? Verdict.HoldsInPart
                : Verdict.DoesNotHold,
            Text($"leakage share lower at {leakage} of {sizes.Length} capacities, access share higher at {access}"),
            Text($"At {Size(headline, last)}: leakage {Share(headline, last, 0, Leakage):0.0 %} and ") +
            Text($"{Share(headline, last, Mram, Leakage):0.0 %}, accesses {Share(headline, last, 0, Access):0.0 %} and ") +
            Text($"{Share(headline, last, Mram, Access):0.0 %} (SRAM and STT-MRAM). ") +
            Text($"\"A little\" is up to {100 * widest:0} points of leakage here.") +
            (outside.Length == 0 ? "" : $" Accesses do not gain at {outside}."));
    }

    private Judgement EqualArea(Claim claim)
    {
        (double best, double at) = area[0].Best(Mram)!.Value;
        bool reaches = Math.Abs(best / claim.Expected("improvement") - 1) <= claim.Expected("tolerance");
        bool improves = area.All(comparison => comparison.Complete.All(size => comparison.Improvement(size, Mram) > 1));
        string others = string.Join(", ",
            area.Skip(1).Select(comparison => comparison.Best(Mram) is { } top ? Text($"{comparison.Network} {top.Improvement:0.0}")
                : $"{comparison.Network} none"));
        int size = area[0].Sizes.IndexOf(at);
        int[] within = [.. area[0].Complete.Where(index => area[0].Cells[index][Mram].Point!.CapacityBytes <= MaxCapacityBytes)];
        string inRange = within.Length == 0
            ? "" : Text($"With no more than {ByteSize.Format(MaxCapacityBytes)} of STT-MRAM, where the paper's arrays end, it is ") +
                Text($"{within.Max(index => area[0].Improvement(index, Mram)):0.0} times. ");
        string missing = string.Join(", ",
            area[0].Cells.Where(cells => cells.Any(cell => cell.Result is null)).Select(cells => Text($"{cells[0].Size:G3}")));
        return new(
            reaches && improves ? Verdict.Holds : reaches || improves ? Verdict.HoldsInPart : Verdict.DoesNotHold,
            Text($"up to {best:0.0} times at {at:G3} mm2; others: {(others.Length == 0 ? "not run" : others)}"),
            inRange + Holds(area[0], size) + " " + Reason(area[0], size)
                + (missing.Length == 0 ? "" : $" No array of one memory for {missing} mm2."));
    }

    private Judgement Ratios()
    {
        Comparison headline = area[0];
        int[] sizes = [.. headline.Complete];
        int dram = sizes.Count(size => headline.Ratio(size, Mram, Dram) > 1);
        int access = sizes.Count(size => headline.Ratio(size, Mram, Access) < 1);
        string exceptions = string.Join(", ", sizes.Where(size => headline.Ratio(size, Mram, Dram) <= 1)
            .Select(size => Text($"{headline.Sizes[size]:G3} mm2 ({headline.Ratio(size, Mram, Dram):0.00})")));
        bool mostly = 2 * access > sizes.Length;
        return new(
            dram == sizes.Length && mostly ? Verdict.Holds : dram == sizes.Length || mostly ? Verdict.HoldsInPart : Verdict.DoesNotHold,
            Text($"DRAM energy higher with SRAM at {dram} of {sizes.Length} areas, access energy lower at {access}"),
            Text($"DRAM energy of SRAM over STT-MRAM: {sizes.Min(size => headline.Ratio(size, Mram, Dram)):0.00} to ") +
            Text($"{sizes.Max(size => headline.Ratio(size, Mram, Dram)):0.00}; access energy ") +
            Text($"{sizes.Min(size => headline.Ratio(size, Mram, Access)):0.00} to ") +
            Text($"{sizes.Max(size => headline.Ratio(size, Mram, Access)):0.00}.") +
            (exceptions.Length == 0 ? "" : $" Not higher at {exceptions}: there STT-MRAM holds hardly more than SRAM."));
    }

    /// <summary>
    /// A spike stands out against half and twice its area; it is the paper's if everything fits in STT-MRAM there, so that DRAM traffic is
    /// the least there is, and not in SRAM.
    /// </summary>
    private Judgement Spike(Claim claim)
    {
        Comparison[] networks =
            [.. area.Where(comparison => comparison.Network.StartsWith("alexnet", StringComparison.Ordinal)
                && comparison.Complete.Count() > 2)];
        if (networks.Length == 0)
            return Judgement.NotRun("AlexNet was not run on enough areas.");
        Comparison alexnet = networks[0];
        int[] sizes = [.. alexnet.Complete];
        double[] curve = [.. sizes.Select(size => alexnet.Improvement(size, Mram)!.Value)];
        int peak = Array.IndexOf(curve, curve.Max());
        double mm2 = alexnet.Sizes[sizes[peak]];
        double below = sizes.Where(size => alexnet.Sizes[size] <= Octave * mm2 / 2).Select(size => alexnet.Improvement(size, Mram)!.Value)
            .LastOrDefault(curve[0]);
        double above = sizes.Where(size => alexnet.Sizes[size] >= 2 * mm2 / Octave).Select(size => alexnet.Improvement(size, Mram)!.Value)
            .FirstOrDefault(curve[^1]);
        double height = curve[peak] / Math.Max(below, above);
        long least = alexnet.Cells.SelectMany(cells => cells)
            .Select(cell => cell.Result).OfType<PointResult>().Min(result => result.DramBytes);
        long mram = alexnet.Result(sizes[peak], Mram)!.DramBytes;
        long sram = alexnet.Result(sizes[peak], 0)!.DramBytes;
        bool spikes = height >= claim.Expected("spike");
        bool explained = mram <= 1.01 * least && sram > 1.01 * least;
        return new(
            spikes && explained ? Verdict.Holds : spikes || explained ? Verdict.HoldsInPart : Verdict.DoesNotHold,
            Text($"{alexnet.Network}: {curve[peak]:0.0} times at {alexnet.Sizes[sizes[peak]]:G3} mm2, ") +
            Text($"{below:0.0} on half the area, {above:0.0} on twice"),
            Text($"DRAM traffic there {mram / 1e9:0.00} GB with STT-MRAM and {sram / 1e9:0.00} GB with SRAM; ") +
            Text($"the least at any size is {least / 1e9:0.00} GB. ") + Holds(alexnet, sizes[peak]));
    }

    private static double Dram(PointResult result) => result.DramJ;

    private static double Leakage(PointResult result) => result.LeakageJ;

    private static double DramAndLeakage(PointResult result) => result.DramJ + result.LeakageJ;

    private static double Access(PointResult result) => result.AccessJ;

    private static double Compute(PointResult result) => result.ComputeJ;

    private static string Falls(Comparison comparison, int[] sizes, double[] curve, double tolerated) =>
        string.Join(", ", Enumerable.Range(1, sizes.Length - 1)
        .Where(k => curve[k] < curve[k - 1] * (1 - tolerated))
        .Select(k => Text($"from {curve[k - 1]:0.00} at {Size(comparison, sizes[k - 1])} to {curve[k]:0.00} at ") +
            Text($"{Size(comparison, sizes[k])}")));

    private static string Reason(Comparison comparison, int size)
    {
        PointResult sram = comparison.Result(size, 0)!;
        PointResult mram = comparison.Result(size, Mram)!;
        return Text($"At {Size(comparison, size)} SRAM takes {sram.EnergyJ:0.0} J ({sram.LeakageJ / sram.EnergyJ:0 %} leakage: ") +
            Text($"{sram.LeakageMw / 1e3:0.0} W over {sram.TimeS:0.000} s), ") +
            Text($"STT-MRAM {mram.EnergyJ:0.0} J ({mram.LeakageJ / mram.EnergyJ:0 %}: ") +
            Text($"{mram.LeakageMw / 1e3:0.0} W over {mram.TimeS:0.000} s).");
    }

    private static string Holds(Comparison comparison, int size) =>
        $"That area holds {ByteSize.Format(comparison.Cells[size][0].Point!.CapacityBytes)} of SRAM or " +
        $"{ByteSize.Format(comparison.Cells[size][Mram].Point!.CapacityBytes)} of STT-MRAM.";

    private static double Share(Comparison comparison, int size, int memory, Func<PointResult, double> joule) =>
        joule(comparison.Result(size, memory)!) / comparison.Result(size, memory)!.EnergyJ;

    private static string Size(Comparison comparison, int size) => comparison.Iso == IsoKind.Capacity
        ? ByteSize.Format((long)comparison.Sizes[size])
        : Text($"{comparison.Sizes[size]:G3} mm2");

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
