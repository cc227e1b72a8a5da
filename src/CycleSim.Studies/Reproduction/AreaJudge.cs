using System.Collections.Immutable;

namespace CycleSim.Studies.Reproduction;

/// <summary>Judges the claims on the whole system at equal area, within the areas of the paper's figures.</summary>
/// <param name="area">Curves at equal area; the first is that of the headline network.</param>
internal sealed class AreaJudge(IReadOnlyList<SystemCurve> area)
{
    /// <summary>The variant of AlexNet that the claim on its spike is judged on; the other stands beside it.</summary>
    private const string Spiking = "alexnet-bearpaw";

    internal Judgement Judge(Claim claim)
    {
        if (area.Count == 0 || area[0].WithinPaper.Sizes.Length == 0)
            return Judgement.NotRun("The comparison has no results; its table says why.");
        return claim.Id switch
        {
            "S5" => EqualArea(claim),
            "S6" => Ratios(claim),
            _ => Spike(claim),
        };
    }

    /// <summary>"Up to" is said of all networks together; where AlexNet's spike is looked for, AlexNet is left out.</summary>
    private Judgement EqualArea(Claim claim)
    {
        SystemCurve[] within = [.. area.Select(curve => curve.WithinPaper).Where(curve => curve.Sizes.Length > 0)];
        (SystemCurve curve, SystemSize best) = within
            .SelectMany(curve => curve.Sizes.Where(size => !IsSpike(curve, size)).Select(size => (curve, size)))
            .MaxBy(entry => entry.size.Improvement);
        bool reaches = Math.Abs(best.Improvement / claim.Expected("improvement") - 1) <= claim.Expected("tolerance");
        bool improves = within.All(network => network.Sizes.All(size => size.Improvement > 1));
        return new(
            reaches && improves ? Verdict.Holds : reaches || improves ? Verdict.HoldsInPart : Verdict.DoesNotHold,
            Text($"up to {best.Improvement:0.0} times ({curve.Network} at {best.Size:G3} mm2) within 0.5 to 187 mm2; ") +
            string.Join(", ", within.Select(network => Text($"{network.Network} {network.Best!.Improvement:0.0}"))),
            SystemJudge.Holds(best) + " " + SystemJudge.Reason(curve, best) +
            (within.Any(network => network.IsAlexNet) ? " AlexNet between 8 and 48 mm2, where its spike is looked for, is left out." : "") +
            MissingText(area[0]));
    }

    private static bool IsSpike(SystemCurve curve, SystemSize size) =>
        curve.IsAlexNet && size.Size is >= AreaSpike.MinAreaMm2 and <= AreaSpike.MaxAreaMm2;

    private Judgement Ratios(Claim claim)
    {
        SystemCurve headline = area[0].WithinPaper;
        ImmutableArray<SystemSize> sizes = headline.Sizes;
        double higher = 1 + claim.Expected("margin");
        int dram = sizes.Count(size => size.Ratio(Dram) > higher);
        int access = sizes.Count(size => size.Ratio(Access) < 1);
        string exceptions = string.Join(", ", sizes.Where(size => size.Ratio(Dram) <= higher)
            .Select(size => Text($"{headline.Name(size)} ({size.Ratio(Dram):0.000})")));
        bool mostly = 2 * access > sizes.Length;
        return new(
            dram == sizes.Length && mostly ? Verdict.Holds : dram == sizes.Length || mostly ? Verdict.HoldsInPart : Verdict.DoesNotHold,
            Text($"DRAM energy higher with SRAM at {dram} of {sizes.Length} areas within 0.5 to 187 mm2, access energy lower at {access}"),
            Text($"DRAM energy of SRAM over STT-MRAM: {sizes.Min(size => size.Ratio(Dram)):0.00} to ") +
            Text($"{sizes.Max(size => size.Ratio(Dram)):0.00}; access energy {sizes.Min(size => size.Ratio(Access)):0.00} to ") +
            Text($"{sizes.Max(size => size.Ratio(Access)):0.00}.") +
            (exceptions.Length == 0 ? "" : Text($" Not higher by {100 * claim.Expected("margin"):0.0} % at {exceptions}.")));
    }

    /// <summary>
    /// A spike stands out against half and twice its area; it is the paper's if everything fits in STT-MRAM there and not in SRAM, so that
    /// STT-MRAM saves nearly all the DRAM traffic that any room could save.
    /// </summary>
    private Judgement Spike(Claim claim)
    {
        (SystemCurve Curve, AreaSpike? Spike)[] variants =
            [.. area.Where(curve => curve.IsAlexNet).Select(curve => (curve, AreaSpike.Of(curve)))];
        (SystemCurve? curve, AreaSpike? spike) = variants.Where(variant => variant.Spike is not null)
            .OrderByDescending(variant => variant.Curve.Network.StartsWith(Spiking, StringComparison.Ordinal))
            .FirstOrDefault();
        if (spike is null)
            return Judgement.NotRun("AlexNet was not run on enough areas.");
        bool spikes = spike.Height >= claim.Expected("spike");
        bool explained = IsExplained(claim, curve, spike);
        string others = string.Join(" ", variants.Where(variant => variant.Curve != curve && variant.Spike is not null)
            .Select(variant => $"Beside it {Describe(claim, variant.Curve, variant.Spike!)}."));
        return new(
            spikes && explained ? Verdict.Holds : spikes || explained ? Verdict.HoldsInPart : Verdict.DoesNotHold,
            Describe(claim, curve, spike),
            Text($"DRAM traffic there {spike.Peak.Mram.DramBytes / 1e9:0.000} GB with STT-MRAM and ") +
            Text($"{spike.Peak.Sram.DramBytes / 1e9:0.000} GB with SRAM; the minimum at any size is {MinDram(curve) / 1e9:0.000} GB. ") +
            SystemJudge.Holds(spike.Peak) +
            (others.Length == 0 ? "" : " " + others));
    }

    private static string Describe(Claim claim, SystemCurve curve, AreaSpike spike) =>
        Text($"{curve.Network}: {spike.Peak.Improvement:0.0} times at {spike.Peak.Size:G3} mm2, {spike.Below:0.0} on half the area, ") +
        Text($"{spike.Above:0.0} on twice, height {spike.Height:0.0}") +
        (IsExplained(claim, curve, spike) ? "" : ", not explained by DRAM");

    private static bool IsExplained(Claim claim, SystemCurve curve, AreaSpike spike)
    {
        double minimum = MinDram(curve);
        double saved = spike.Peak.Sram.DramBytes - spike.Peak.Mram.DramBytes;
        return spike.Peak.Sram.DramBytes > 1.01 * minimum
            && saved >= claim.Expected("saved_share") * (spike.Peak.Sram.DramBytes - minimum);
    }

    private static long MinDram(SystemCurve curve) => curve.Sizes.Min(size => Math.Min(size.Sram.DramBytes, size.Mram.DramBytes));

    private static double Dram(SystemCosts costs) => costs.DramJ;

    private static double Access(SystemCosts costs) => costs.AccessJ;

    private static string MissingText(SystemCurve curve) => curve.Missing.IsEmpty
        ? ""
        : $" No array of one memory for {string.Join(", ", curve.Missing.Select(size => Text($"{size:G3}")))} mm2.";

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
