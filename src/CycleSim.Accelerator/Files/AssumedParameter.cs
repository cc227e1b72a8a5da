using CycleSim.Accelerator.Machine;

namespace CycleSim.Accelerator.Files;

/// <summary>A parameter of a machine that no public source gives, and the machine with another value of it.</summary>
/// <param name="Name">What is assumed.</param>
/// <param name="Value">What the file says, in words.</param>
/// <param name="Other">What it might be instead, in words.</param>
/// <param name="Reason">Why the file says what it says.</param>
/// <param name="Machine">The machine in the other case.</param>
/// <param name="CapacityBytes">Capacity of its scratchpads together; null where the file does not say it.</param>
public sealed record AssumedParameter(
    string Name, string Value, string Other, string Reason, MachineSpec Machine, long? CapacityBytes);
