namespace CycleSim.Studies.Heterogeneous;

/// <summary>The choice for all three scratchpads that takes the least energy.</summary>
internal static class WriteSearch
{
    /// <summary>Finds the choice, under the assumption that losses add.</summary>
    /// <param name="options">Options of each scratchpad; each has one without loss.</param>
    /// <param name="maxLoss">Maximum loss of accuracy, a share.</param>
    /// <returns>An option for each scratchpad, in order.</returns>
    public static IReadOnlyList<WriteOption> Best(IReadOnlyList<IReadOnlyList<WriteOption>> options, double maxLoss)
    {
        ArgumentNullException.ThrowIfNull(options);
        IReadOnlyList<WriteOption>? best = null;
        Extend([], 0);
        return best ?? throw new ArgumentException("a scratchpad has no option within the loss", nameof(options));

        void Extend(IReadOnlyList<WriteOption> chosen, double loss)
        {
            if (chosen.Count == options.Count)
            {
                if (best is null || Energy(chosen) < Energy(best))
                    best = chosen;
                return;
            }

            foreach (WriteOption option in Useful(options[chosen.Count]))
                if (loss + option.Loss <= maxLoss)
                    Extend([.. chosen, option], loss + option.Loss);
        }
    }

    /// <summary>Options that no other beats in both loss and energy.</summary>
    private static IEnumerable<WriteOption> Useful(IReadOnlyList<WriteOption> options)
    {
        double least = double.PositiveInfinity;
        foreach (WriteOption option in options.OrderBy(option => option.Loss).ThenBy(option => option.EnergyJ))
        {
            if (option.EnergyJ >= least)
                continue;
            least = option.EnergyJ;
            yield return option;
        }
    }

    private static double Energy(IReadOnlyList<WriteOption> chosen) => chosen.Sum(option => option.EnergyJ);
}
