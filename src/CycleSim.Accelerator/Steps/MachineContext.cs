using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Machine;
using CycleSim.Kernel;
using CycleSim.Platform;

namespace CycleSim.Accelerator.Steps;

/// <summary>What a custom component sees of the machine.</summary>
public sealed class MachineContext
{
    private readonly IMachineDram _dram;

    internal MachineContext(Simulation simulation, MachineSpec machine, MachineHooks hooks, IMachineDram dram)
    {
        Simulation = simulation;
        Machine = machine;
        Hooks = hooks;
        _dram = dram;
    }

    /// <summary>
    /// The simulation that the machine runs on. It stops when the step has ended, whatever other processes wait for; the run continues if
    /// somebody else stops it before.
    /// </summary>
    public Simulation Simulation { get; }

    /// <summary>The machine's specification.</summary>
    public MachineSpec Machine { get; }

    /// <summary>Observation points.</summary>
    public MachineHooks Hooks { get; }

    /// <summary>
    /// Connects the component to DRAM. From then on DRAM is simulated command by command, without memo, since what it is asked for is not
    /// known in advance.
    /// </summary>
    /// <param name="name">Name of the port in reports.</param>
    /// <exception cref="InvalidOperationException">The run has started.</exception>
    /// <exception cref="InputException">The machine has no DRAM that others can use beside its DMA engine.</exception>
    public DramPort ConnectDram(string name) => Machine.Overlap.FillBanks == FillBanks.Split
        ? _dram.Connect(name)
        : throw new InputException(
            $"machine {Machine.Name}: fill_banks = shared: DRAM has no port {name}; transfers must be known when they start");
}
