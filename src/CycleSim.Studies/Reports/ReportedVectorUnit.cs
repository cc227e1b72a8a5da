using CycleSim.Accelerator.Machine;
using CycleSim.Configuration.Text;

namespace CycleSim.Studies.Reports;

/// <summary>The vector unit of a machine, as a report has it.</summary>
/// <param name="Passes">How often it goes over what it normalises.</param>
/// <param name="ExpCycles">Cycles a word for an exponential.</param>
/// <param name="DivideCycles">Cycles a word for a quotient.</param>
/// <param name="SqrtCycles">Cycles a word for a square root.</param>
/// <param name="TanhCycles">Cycles a word for a hyperbolic tangent.</param>
/// <param name="ErfCycles">Cycles a word for the error function.</param>
public sealed record ReportedVectorUnit(
    string Passes, long ExpCycles, long DivideCycles, long SqrtCycles, long TanhCycles, long ErfCycles)
{
    internal static ReportedVectorUnit? Of(VectorUnitSpec unit) => unit == VectorUnitSpec.Plain
        ? null
        : new(EnumName.Of(unit.Passes), unit.ExpCycles, unit.DivideCycles, unit.SqrtCycles, unit.TanhCycles, unit.ErfCycles);
}
