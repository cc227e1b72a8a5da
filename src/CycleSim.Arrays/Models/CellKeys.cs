using CycleSim.Configuration.Keys;

namespace CycleSim.Arrays.Models;

/// <summary>The keys of "cell" in a memory circuit; its kind says which of them it has. F is the process node.</summary>
internal static class CellKeys
{
    private const double MaxAreaF2 = 10_000;
    private const double MinAreaF2 = 4;

    private static readonly KeySet Any = new("cell of any kind", "A memory cell.");

    internal static readonly Key<CellKind> Kind = Any.Enum<CellKind>(
        "kind", "What the cell is.",
        [new(CellKind.Sram, "six transistors"), new(CellKind.SttMram, "a magnetic tunnel junction and an access transistor")]);

    internal static readonly Key<double> AccessWidth = Any.Number(
        "access_width_f", "Width of the access transistor.", 0.5, Circuit.Rules.MaxNmos, "F");

    internal static readonly Key<double> AspectRatio = Any.Number("aspect_ratio", "Height over width of the cell.", 0.05, 20);

    private static readonly KeySet Sram = new("SRAM cell", "A cell of six transistors.", Any);

    internal static readonly Key<double> SramArea = Sram.Number("area_f2", "Area of the cell.", MinAreaF2, MaxAreaF2, "F2");

    internal static readonly Key<double> NmosWidth = Sram.Number("nmos_width_f", "Width of a pull-down transistor.", 0.5, 100, "F", 2.08);

    internal static readonly Key<double> PmosWidth = Sram.Number("pmos_width_f", "Width of a pull-up transistor.", 0.5, 100, "F", 1.23);

    internal static readonly Key<double> SramSense = Sram.Number(
        "sense_voltage_mv", "Voltage difference that the sense amplifier needs.", 1, 400, "mV", 80);

    private static readonly KeySet Mram = new("STT-MRAM cell", "A magnetic tunnel junction and an access transistor.", Any);

    internal static readonly Key<double> MramArea = Mram.Number(
        "area_f2", "Area of the cell.", MinAreaF2, MaxAreaF2, "F2", whenMissing: "what the access transistor needs");

    internal static readonly Key<double> Parallel = Mram.Number(
        "parallel_ohm", "Resistance of the junction in the parallel state.", 100, 1e7, "ohm");

    internal static readonly Key<double> Antiparallel = Mram.Number(
        "antiparallel_ohm", "Resistance in the antiparallel state, larger than parallel_ohm.", 100, 1e8, "ohm");

    internal static readonly Key<double> RatedCurrent = Mram.Number(
        "rated_current_ua", "Write current that the access transistor is made for.", 0, 1e4, "uA", whenMissing: "that of the write point");

    internal static readonly Key<double> ReadVoltage = Mram.Number("read_voltage_v", "Voltage of a read.", 0.01, 2, "V", 0.25);

    internal static readonly Key<double> AccessDrop = Mram.Number(
        "access_drop_v", "Voltage over the access transistor in a read, smaller than read_voltage_v.", 0, 2, "V", 0.15);

    internal static readonly Key<double> MramSense = Mram.Number(
        "sense_voltage_mv", "Voltage difference that the sense amplifier needs.", 1, 400, "mV", 25);

    /// <summary>The keys of any cell.</summary>
    internal static readonly KeyChoice<CellKind> All = new(
        "cell", "A memory cell; \"kind\" says which keys it has.", Kind, [(CellKind.Sram, Sram), (CellKind.SttMram, Mram)]);
}
