using System.Globalization;
using CycleSim.Arrays.Coding;
using CycleSim.Arrays.Models;
using CycleSim.Terminal;

namespace CycleSim.Cli.Output;

/// <summary>What a code adds to an array, as `cyclesim array --json` writes it: counts, circuits and the gates they are made of.</summary>
/// <param name="model">The memory with its code.</param>
/// <param name="capacityBytes">Capacity in bytes of data.</param>
internal sealed class ReportedCode(CodedModel model, long capacityBytes)
{
    private readonly CodeCircuits _circuits = model.Circuits;

    public string Name => model.Code.Code.Name;

    public int DataBits => model.Code.Code.DataBits;

    public int CheckBits => model.Code.Code.CheckBits;

    public int CodewordBits => model.Code.Code.CodewordBits;

    public int CodewordsPerAccess => _circuits.Words;

    public long StoredBits => (long)Math.Round(capacityBytes * 8.0 * model.StoredPerDataBit);

    public double StoredBitsPerDataBit => model.StoredPerDataBit;

    public int StoredBitsPerAccess => _circuits.Words * CodewordBits;

    /// <summary>Whether the wider array was designed, or taken from a table at the larger capacity.</summary>
    public string Widening => model.IsDesigned ? "designed" : "table";

    public long EncoderXor2Count => _circuits.Encoder?.XorCount ?? 0;

    public int EncoderXor2Depth => _circuits.Encoder?.XorDepth ?? 0;

    public long SyndromeXor2Count => _circuits.Decoder?.SyndromeXorCount ?? 0;

    public int SyndromeXor2Depth => _circuits.Decoder?.SyndromeXorDepth ?? 0;

    public long KeyEquationGates => _circuits.Decoder?.EquationGates ?? 0;

    public int KeyEquationDepth => _circuits.Decoder?.EquationDepth ?? 0;

    public long SearchGates => _circuits.Decoder?.SearchGates ?? 0;

    public int SearchDepth => _circuits.Decoder?.SearchDepth ?? 0;

    public double EncoderLatencyNs => _circuits.EncoderLatencyNs;

    public double SyndromeLatencyNs => _circuits.SyndromeLatencyNs;

    public double DecoderLatencyNs => _circuits.DecoderLatencyNs;

    public double EncoderEnergyPj => _circuits.EncoderEnergyPj;

    public double DecoderEnergyPj => _circuits.DecoderEnergyPj;

    /// <summary>Of one word with wrong bits; in no other figure.</summary>
    public double CorrectionEnergyPj => _circuits.CorrectionEnergyPj;

    public double EncoderAreaMm2 => _circuits.EncoderAreaMm2;

    public double DecoderAreaMm2 => _circuits.DecoderAreaMm2;

    public double EncoderLeakageMw => _circuits.EncoderLeakageMw;

    public double DecoderLeakageMw => _circuits.DecoderLeakageMw;

    /// <summary>The assumed gate, at the memory's node.</summary>
    public double GateNodeNm => _circuits.Gate.NodeNm;

    public double GateXor2AreaUm2 => _circuits.Gate.AreaUm2;

    public double GateXor2EnergyFj => _circuits.Gate.EnergyFj;

    public double GateXor2DelayPs => _circuits.Gate.DelayPs;

    public double GateXor2LeakageNw => _circuits.Gate.LeakageNw;

    internal void Print()
    {
        Console.WriteLine();
        ProseText.Print(
            $"{Name}: {CodewordsPerAccess} codewords, {StoredBitsPerAccess} stored bits an access, {StoredBits} in all; " +
            (model.IsDesigned ? "wider array designed" : "metrics of the table at the larger capacity, energies for the wider access"));
        TextTable table = new(
            ("circuit", false), ("gates", true), ("in series", true), ("ns", true), ("pJ", true), ("mm2", true), ("mW", true));
        table.Add("encoders", N(_circuits.Words * EncoderXor2Count), N(EncoderXor2Depth), G(EncoderLatencyNs), G(EncoderEnergyPj),
            G(EncoderAreaMm2), G(EncoderLeakageMw));
        table.Add("decoders", N(_circuits.Words * (_circuits.Decoder?.Gates ?? 0)), N(_circuits.Decoder?.Depth ?? 0),
            G(DecoderLatencyNs), G(DecoderEnergyPj), G(DecoderAreaMm2), G(DecoderLeakageMw));
        table.Print();
        ProseText.Print(FormattableString.Invariant(
            $"Both are in the metrics above. Correcting a word takes {CorrectionEnergyPj:G4} pJ more. Gates are assumed: ")
            + FormattableString.Invariant($"{GateXor2AreaUm2:G4} um2, {GateXor2EnergyFj:G4} fJ, {GateXor2DelayPs:G4} ps, ")
            + FormattableString.Invariant($"{GateXor2LeakageNw:G4} nW ")
            + "(\"code\" in the memory's file).");
    }

    private static string N(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string G(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
