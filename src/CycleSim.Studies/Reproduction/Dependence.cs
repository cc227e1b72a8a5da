using System.Collections.Immutable;
using CycleSim.Studies.Sensitivity;

namespace CycleSim.Studies.Reproduction;

/// <summary>How the headline at equal capacity moves with what the paper does not state about its arrays.</summary>
internal static class Dependence
{
    /// <summary>What the paper does not state, and what a sentence calls it.</summary>
    private static readonly Dictionary<string, string> Open = new()
    {
        [AssumptionList.Transistors] = "transistors",
        [AssumptionList.Temperature] = "for leakage",
        [AssumptionList.Wires] = "wires",
    };

    /// <summary>It in words, to stand behind the headline.</summary>
    /// <param name="network">The network of the sensitivity study.</param>
    /// <param name="results">Results of that study, the default first; none if it was not run.</param>
    public static string Of(string network, ImmutableArray<SensitivityResult> results)
    {
        SensitivityResult[] known = [.. results.Where(result => result.Capacity is not null)];
        SensitivityResult[] others = [.. known.Where(result => Open.ContainsKey(result.Name))];
        if (others.Length == 0)
            return "depends on transistors, temperature and wires of the arrays (figure sensitivity, not made here)";
        double[] all = [.. others.Prepend(known[0]).Select(Improvement)];
        return Text($"depends on what the arrays are made of: {network} {all.Max():0.0} to {all.Min():0.0} times (") +
            string.Join(", ", others.Select(result => Text($"{result.Other} {Open[result.Name]}: {Improvement(result):0.0}"))) + ")";
    }

    private static double Improvement(SensitivityResult result) => result.Capacity!.Value.Improvement;

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
