using System.Collections.Immutable;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Mapping;
using CycleSim.Platform;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>Tiles of a GEMM operation, from a search that operations of one shape share: layers of a network often repeat.</summary>
/// <param name="gemm">The operation.</param>
/// <param name="machine">The machine.</param>
/// <param name="search">The search.</param>
/// <param name="searchIds">The id that each tensor of the operation has in the search, by its id.</param>
internal sealed class GemmTileMapper(
    GemmOperation gemm, MachineSpec machine, TileSearch search, ImmutableDictionary<int, int> searchIds)
{
    /// <summary>The best tiles.</summary>
    /// <param name="onChip">Ids of the tensors that are on-chip.</param>
    /// <param name="shares">How the scratchpads are divided.</param>
    /// <exception cref="InputException">No tile fits.</exception>
    internal GemmTilePlan Map(IReadOnlySet<int> onChip, ScratchpadShares shares)
    {
        ImmutableHashSet<int> ids = [.. searchIds.Where(pair => onChip.Contains(pair.Key)).Select(pair => pair.Value)];
        return search.Best(ids, shares) is { } plan ? Own(plan) : throw TooSmall("no tile", shares);
    }

    /// <summary>Tiles that somebody has chosen.</summary>
    /// <param name="loops">The choice; tiles that are larger than the whole are the whole.</param>
    /// <param name="shares">How the scratchpads are divided.</param>
    /// <exception cref="InputException">They do not fit, or partial sums would leave the chip.</exception>
    internal GemmTilePlan MapTo(TiledLoopNest loops, ScratchpadShares shares)
    {
        var tiling = new GemmTiling(
            Math.Min(gemm.M, loops.Tiling.Tm), Math.Min(gemm.N, loops.Tiling.Tn), Math.Min(gemm.K, loops.Tiling.Tk));
        return search.Of(new TiledLoopNest(tiling, loops.Order), shares) is { } plan
            ? Own(plan)
            : throw TooSmall($"no tile of {tiling.Tm} x {tiling.Tn} x {tiling.Tk} words", shares);
    }

    /// <summary>Lines that a tensor moves if it passes once.</summary>
    internal long LinesOfOnePass(TensorSpec tensor) => search.LinesOfOnePass.GetValueOrDefault(searchIds[tensor.Id]);

    /// <summary>A plan of the search with the ids of this operation's tensors.</summary>
    private GemmTilePlan Own(GemmTilePlan plan) => plan with
    {
        DramLines = searchIds.Where(pair => plan.DramLines.ContainsKey(pair.Value))
            .ToImmutableDictionary(pair => pair.Key, pair => plan.DramLines[pair.Value]),
    };

    private InputException TooSmall(string what, ScratchpadShares shares)
    {
        string parts = string.Join(
            ", ", TensorRoles.All.Select(role => $"{shares[role].HalfBytes} ({role.ToString().ToLowerInvariant()})"));
        return new InputException(
            $"machine {machine.Name}: residency tiled: {what} of {gemm.Name} fits the scratchpads' parts for tiles, of {parts} bytes; "
            + "take a larger capacity or fewer buffers");
    }
}
