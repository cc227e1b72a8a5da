using CycleSim.Accelerator.Components;

namespace CycleSim.Accelerator.Steps;

/// <summary>
/// What a tile loads, in order; each part has buffers of its own where transfers overlap with computation. What has no lines is left out.
/// </summary>
/// <param name="A">Lines of operand A, or of all inputs of a vector operation.</param>
/// <param name="B">Lines of operand B.</param>
/// <param name="C">Lines of what is read beside the outputs.</param>
internal readonly record struct TileLoads(
    IReadOnlyList<DmaDescriptor> A, IReadOnlyList<DmaDescriptor> B, IReadOnlyList<DmaDescriptor> C)
{
    /// <summary>Lines of operand A, or of all inputs of a vector operation.</summary>
    internal IReadOnlyList<DmaDescriptor> A { get; } = DmaDescriptor.WithLines(A);

    /// <summary>Lines of operand B.</summary>
    internal IReadOnlyList<DmaDescriptor> B { get; } = DmaDescriptor.WithLines(B);

    /// <summary>Lines of what is read beside the outputs.</summary>
    internal IReadOnlyList<DmaDescriptor> C { get; } = DmaDescriptor.WithLines(C);

    /// <summary>Nothing.</summary>
    internal static TileLoads None { get; } = new([], [], []);

    /// <summary>All of it.</summary>
    internal IEnumerable<DmaDescriptor> All => A.Concat(B).Concat(C);

    /// <summary>One part.</summary>
    /// <param name="kind">Which.</param>
    internal IReadOnlyList<DmaDescriptor> Of(DmaKind kind) => kind switch
    {
        DmaKind.LoadA => A,
        DmaKind.LoadB => B,
        _ => C,
    };
}
