using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Machine;
using CycleSim.Kernel;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Components;

/// <summary>
/// The scratchpads of a machine, one for each role of a tensor. Where tensors flow in tiles, each is divided into groups of banks that work
/// like scratchpads of their own: one for tensors that stay, and halves for tiles. Where these share all banks, nothing is divided.
/// </summary>
internal sealed class ScratchpadSet
{
    private readonly Scratchpad[] _whole;
    private readonly Scratchpad[][] _operandHalves;
    private readonly Scratchpad[][] _outputHalves;

    /// <summary>All of each scratchpad; halves first, since without tensors that stay the part for them has no bank of its own.</summary>
    private readonly Scratchpad[][] _parts;

    /// <summary>Makes idle scratchpads.</summary>
    /// <param name="spec">Their organisation.</param>
    /// <param name="readCycles">Read latency in core cycles, at least 0.</param>
    /// <param name="writeCycles">Write latency in core cycles, at least 0.</param>
    /// <param name="accessHook">Told of every access.</param>
    /// <param name="groups">How the banks of each are divided; null for not at all.</param>
    internal ScratchpadSet(
        ScratchpadSpec spec, int readCycles, int writeCycles, Hook<ScratchpadAccess> accessHook,
        Func<TensorRole, BankPartition>? groups = null)
        : this(spec, _ => new ScratchpadTiming(readCycles, writeCycles, spec.WriteVerify), accessHook, groups)
    {
    }

    /// <summary>Makes idle scratchpads whose accesses take times of their own.</summary>
    /// <param name="spec">Their organisation.</param>
    /// <param name="timings">How long the accesses of each take.</param>
    /// <param name="accessHook">Told of every access.</param>
    /// <param name="groups">How the banks of each are divided; null for not at all.</param>
    internal ScratchpadSet(
        ScratchpadSpec spec, Func<TensorRole, ScratchpadTiming> timings, Hook<ScratchpadAccess> accessHook,
        Func<TensorRole, BankPartition>? groups = null)
    {
        groups ??= _ => new BankPartition(spec.Banks, 0, 0, 0);
        _whole = [.. TensorRoles.All.Select(role => Make(role, Math.Max(1, groups(role).Resident), 0))];
        _operandHalves = [.. TensorRoles.All.Select(role => Halves(role, 0, groups(role).OperandHalves))];
        _outputHalves = [.. TensorRoles.All.Select(role => Halves(role, groups(role).OperandHalves, groups(role).OutputHalves))];
        _parts = [.. _whole.Select((whole, role) => Parts(role, whole))];

        Scratchpad[] Parts(int role, Scratchpad whole) =>
            [.. _operandHalves[role].Concat(_outputHalves[role]).Append(whole).Distinct()];

        Scratchpad[] Halves(TensorRole role, int first, int count)
        {
            BankPartition banks = groups(role);
            if (banks.IsShared)
                return [.. Enumerable.Repeat(_whole[(int)role], count)];
            return [.. Enumerable.Range(first, count).Select(half => Make(role, banks.Half, banks.Resident + half * banks.Half))];
        }

        Scratchpad Make(TensorRole role, int banks, int firstBank)
        {
            ScratchpadTiming timing = timings(role);
            return new(
                role, spec with { Banks = banks, WriteVerify = timing.WriteVerify }, timing.ReadCycles, timing.WriteCycles, accessHook,
                firstBank);
        }
    }

    /// <summary>The scratchpad of a role; of a divided one the part for tensors that stay.</summary>
    internal Scratchpad this[TensorRole role] => _whole[(int)role];

    /// <summary>What they have done so far.</summary>
    internal ScratchpadTotals Totals => new(
        CountsOf(TensorRole.Activation), CountsOf(TensorRole.Weight), CountsOf(TensorRole.Error));

    /// <summary>The scratchpad of a tensor that is on-chip whole.</summary>
    internal Scratchpad Of(TensorLayout layout) => this[layout.Tensor.Role];

    /// <summary>A half for tiles of operands.</summary>
    /// <param name="role">Whose scratchpad.</param>
    /// <param name="load">Number of the load that fills it: loads fill the halves in turn.</param>
    internal Scratchpad OperandHalf(TensorRole role, long load) => Next(_operandHalves[(int)role], load);

    /// <summary>A half for tiles of outputs.</summary>
    /// <param name="role">Whose scratchpad.</param>
    /// <param name="store">Number of the store that empties it.</param>
    internal Scratchpad OutputHalf(TensorRole role, long store) => Next(_outputHalves[(int)role], store);

    /// <summary>The part of a scratchpad that has a bank; null where no half and no tensor that stays has it.</summary>
    /// <param name="role">Whose scratchpad.</param>
    /// <param name="bank">The bank, counted over all parts.</param>
    internal Scratchpad? OfBank(TensorRole role, int bank) =>
        Array.Find(_parts[(int)role], part => bank >= part.FirstBank && bank < part.FirstBank + part.Banks);

    private static Scratchpad Next(Scratchpad[] halves, long number) => halves[number % halves.Length];

    private ScratchpadCounts CountsOf(TensorRole role)
    {
        ScratchpadCounts counts = default;
        foreach (Scratchpad part in _parts[(int)role])
            counts += part.Counts;
        return counts;
    }
}
