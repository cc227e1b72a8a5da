using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Components;

/// <summary>The three scratchpads' counts.</summary>
/// <param name="Activation">Activation scratchpad.</param>
/// <param name="Weight">Weight scratchpad.</param>
/// <param name="Error">Error scratchpad.</param>
public readonly record struct ScratchpadTotals(ScratchpadCounts Activation, ScratchpadCounts Weight, ScratchpadCounts Error)
{
    /// <summary>The counts of one scratchpad.</summary>
    public ScratchpadCounts Of(TensorRole role) => role switch
    {
        TensorRole.Activation => Activation,
        TensorRole.Weight => Weight,
        _ => Error,
    };

    /// <summary>Counts of one scratchpad alone.</summary>
    internal static ScratchpadTotals Only(TensorRole role, in ScratchpadCounts counts) => role switch
    {
        TensorRole.Activation => new(counts, default, default),
        TensorRole.Weight => new(default, counts, default),
        _ => new(default, default, counts),
    };

    /// <summary>Sum.</summary>
    public static ScratchpadTotals operator +(ScratchpadTotals a, ScratchpadTotals b) =>
        new(a.Activation + b.Activation, a.Weight + b.Weight, a.Error + b.Error);

    /// <summary>Difference.</summary>
    public static ScratchpadTotals operator -(ScratchpadTotals a, ScratchpadTotals b) =>
        new(a.Activation - b.Activation, a.Weight - b.Weight, a.Error - b.Error);
}
