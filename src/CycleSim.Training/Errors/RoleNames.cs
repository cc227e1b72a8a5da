using CycleSim.Workloads.Lowering;

namespace CycleSim.Training.Errors;

/// <summary>The names of the three scratchpads in logs, summaries and checkpoints. Files hold them: they must not change.</summary>
internal static class RoleNames
{
    /// <summary>The name of a scratchpad.</summary>
    internal static string Of(TensorRole role) => role switch
    {
        TensorRole.Activation => "Activations",
        TensorRole.Weight => "Weights",
        TensorRole.Error => "Errors",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    /// <summary>The scratchpad of a name.</summary>
    internal static TensorRole Parse(string name) => Enum.GetValues<TensorRole>().Single(role => Of(role) == name);
}
