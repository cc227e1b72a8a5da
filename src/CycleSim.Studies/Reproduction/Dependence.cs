using System.Collections.Immutable;
using CycleSim.Studies.Sensitivity;

namespace CycleSim.Studies.Reproduction;

/// <summary>How the headline at equal capacity moves with what the paper does not state about its arrays.</summary>
internal static class Dependence
{
    private static readonly string[] Open = ["transistors of the arrays", "temperature (leakage)", "wires of the arrays"];

    /// <summary>It in words, to stand behind the headline.</summary>
    /// <param name="network">The network of the sensitivity study.</param>
    /// <param name="results">Results of that study, the default first; none if it was not run.</param>
    public static string Of(string network, ImmutableArray<SensitivityResult> results)
    {
        SensitivityResult[] known = [.. results.Where(result => result.Capacity is not null)];
        SensitivityResult[] others = [.. known.Where(result => Open.Contains(result.Name))];
        if (others.Length == 0)
            return "depends on transistors, temperature and wires of the arrays (figure sensitivity, not made here)";
        double[] all = [.. others.Prepend(known[0]).Select(Improvement)];
        return Text($"depends on what the arrays are made of: {network} {all.Max():0.0} to {all.Min():0.0} times (") +
            string.Join(", ", others.Select(result => Text($"{result.Other} {Describe(result)}: {Improvement(result):0.0}"))) + ")";
    }

    private static double Improvement(SensitivityResult result) => result.Capacity!.Value.Improvement;

    private static string Describe(SensitivityResult result) => result.Name[..result.Name.IndexOf(' ')] switch
    {
        "temperature" => "for leakage",
        var what => what,
    };

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
