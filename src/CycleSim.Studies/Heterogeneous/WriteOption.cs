using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Heterogeneous;

/// <summary>One way to build and write a scratchpad.</summary>
/// <param name="Role">Whose scratchpad it is.</param>
/// <param name="CheapBits">Lowest bits of each word that lie in the cheap array, 0 to 32.</param>
/// <param name="Rate">Write error rate of the cheap array; 0 if it has no bits.</param>
/// <param name="Loss">Accuracy that training lost with it, a share; infinite if training did not converge.</param>
/// <param name="EnergyJ">Energy of the scratchpad in a training step, as far as it counts.</param>
public sealed record WriteOption(TensorRole Role, int CheapBits, double Rate, double Loss, double EnergyJ)
{
    /// <summary>Bits of a word.</summary>
    public const int WordBits = 32;

    /// <summary>The errors as `cyclesim train --activations` takes them.</summary>
    public string Map => CheapBits switch
    {
        0 => "off",
        WordBits => FormattableString.Invariant($"all@{Rate:R}"),
        WriteEnergyStudy.CheapBits => FormattableString.Invariant($"mantissa@{Rate:R}"),
        _ => FormattableString.Invariant($"mantissa:{CheapBits}@{Rate:R}"),
    };
}

/// <summary>The choice for all three scratchpads that takes the least energy.</summary>
public static class WriteSearch
{
    /// <summary>Finds the choice, under the assumption that losses add.</summary>
    /// <param name="options">Options of each scratchpad; each has one without loss.</param>
    /// <param name="mostLoss">Most accuracy that may be lost, a share.</param>
    /// <returns>An option for each scratchpad, in order.</returns>
    public static IReadOnlyList<WriteOption> Best(IReadOnlyList<IReadOnlyList<WriteOption>> options, double mostLoss)
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
                if (loss + option.Loss <= mostLoss)
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
