using CycleSim.Workloads.Formats;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Machine;

/// <summary>
/// Number formats in which tensors are stored, by role, each one of <see cref="StorableFormats"/>; null is that of the products
/// (<see cref="MachineSpec.ProductFormat"/>). Values are converted where they leave the array or the vector unit, which costs no time.
/// </summary>
/// <param name="Activation">Format of activations.</param>
/// <param name="Weight">Format of weights, their gradients and what the optimizer keeps.</param>
/// <param name="Error">Format of errors.</param>
public sealed record RoleFormats(NumberFormat? Activation, NumberFormat? Weight, NumberFormat? Error)
{
    /// <summary>All tensors have the format of the products.</summary>
    public static RoleFormats None { get; } = new(null, null, null);

    /// <summary>The format of a role; null for that of the products.</summary>
    /// <param name="role">The role.</param>
    public NumberFormat? Of(TensorRole role) => role switch
    {
        TensorRole.Activation => Activation,
        TensorRole.Weight => Weight,
        _ => Error,
    };

    /// <summary>All roles in one line, e.g. "bf16/-/fp8_e5m2"; - for the format of the products.</summary>
    public override string ToString() => $"{Activation?.Name ?? "-"}/{Weight?.Name ?? "-"}/{Error?.Name ?? "-"}";
}
