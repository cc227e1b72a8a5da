using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>How each of the scratchpads is divided.</summary>
/// <param name="Activation">The activation scratchpad.</param>
/// <param name="Weight">The weight scratchpad.</param>
/// <param name="Error">The error scratchpad.</param>
internal sealed record ScratchpadShares(ScratchpadShare Activation, ScratchpadShare Weight, ScratchpadShare Error)
{
    /// <summary>The shares of one scratchpad.</summary>
    internal ScratchpadShare this[TensorRole role] => role switch
    {
        TensorRole.Activation => Activation,
        TensorRole.Weight => Weight,
        _ => Error,
    };

    /// <summary>The same, but for one scratchpad.</summary>
    internal ScratchpadShares With(TensorRole role, ScratchpadShare share) => role switch
    {
        TensorRole.Activation => this with { Activation = share },
        TensorRole.Weight => this with { Weight = share },
        _ => this with { Error = share },
    };
}
