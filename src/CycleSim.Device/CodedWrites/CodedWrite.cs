using CycleSim.Device.Writing;

namespace CycleSim.Device.CodedWrites;

/// <summary>A write that meets a failure target with a code behind it, and what it costs without encoder and decoder.</summary>
/// <param name="RawBitErrorRate">The raw bit error rate that the code may have.</param>
/// <param name="WriteErrorRate">The write error rate that the rate means.</param>
/// <param name="Point">The write of one cell.</param>
/// <param name="EnergyPjPerCell">Energy of a pulse on a parallel cell with its access transistor, in pJ.</param>
/// <param name="EnergyPjPerDataBit">The same for each data bit, when all bits of the codeword get a pulse.</param>
public sealed record CodedWrite(
    double RawBitErrorRate, double WriteErrorRate, JunctionWritePoint Point, double EnergyPjPerCell, double EnergyPjPerDataBit);
