using CycleSim.Platform;

namespace CycleSim.Dram.Control;

/// <summary>A policy can never continue, as that of DRAMsim3 can come to; what it did before is right.</summary>
/// <param name="message">What blocks, and what to do.</param>
public sealed class DramBlockedException(string message) : InputException(message);
