using System.Collections.Immutable;

namespace CycleSim.Workloads.Lowering;

/// <summary>All roles of tensors, and so all scratchpads: how many there are, and what results call them.</summary>
public static class TensorRoles
{
    /// <summary>Number of roles: a machine has as many scratchpads, each with this part of the on-chip capacity.</summary>
    public const int Count = 3;

    /// <summary>The roles in order.</summary>
    public static ImmutableArray<TensorRole> All { get; } = [.. Enum.GetValues<TensorRole>()];

    /// <summary>The number of a role in traces and traffic files, whose schemas have the roles in this order.</summary>
    /// <param name="role">The role.</param>
    public static int NumberOf(TensorRole role) => (int)role;

    /// <summary>The role of a number in a trace or a traffic file.</summary>
    /// <param name="number">What <see cref="NumberOf"/> gave.</param>
    /// <exception cref="ArgumentOutOfRangeException">No role has that number.</exception>
    public static TensorRole OfNumber(long number) => number is >= 0 and < Count
        ? (TensorRole)number
        : throw new ArgumentOutOfRangeException(nameof(number), number, $"roles have the numbers 0 to {Count - 1}");

    /// <summary>What the tensors of a role are called together in checkpoints, e.g. "Activations".</summary>
    /// <param name="role">The role.</param>
    public static string PluralOf(TensorRole role) => $"{role}s";

    /// <summary>What they are called together in options and results, e.g. "activations".</summary>
    /// <param name="role">The role.</param>
    public static string KeyOf(TensorRole role) => PluralOf(role).ToLowerInvariant();

    /// <summary>The role whose tensors are called so together.</summary>
    /// <param name="plural">What <see cref="PluralOf"/> gave.</param>
    /// <exception cref="ArgumentException">No role has that name.</exception>
    public static TensorRole OfPlural(string plural)
    {
        foreach (TensorRole role in All)
            if (PluralOf(role) == plural)
                return role;
        throw new ArgumentException($"no role of tensors is called \"{plural}\"", nameof(plural));
    }
}
