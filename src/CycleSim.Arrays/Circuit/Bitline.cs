using CycleSim.Arrays.Cells;
using CycleSim.Arrays.Technology;

namespace CycleSim.Arrays.Circuit;

/// <summary>Delay and energy of reading and writing over a bit line.</summary>
internal static class Bitline
{
    /// <summary>Delay until the sense amplifier can tell the value, from the word line's slope.</summary>
    public static double ReadDelay(SubarrayContext context, CellMatrix cells, in PassMux mux, double wordlineRamp)
    {
        ProcessNode process = context.Process;
        double ramp = wordlineRamp;
        if (context.Cell is MramCell mram)
        {
            // Current sensing of an RC line, as in PCRAMsim (Dong, Jouppi and Xie, ICCAD 2009).
            double cellOhm = context.AccessOhm + mram.AntiparallelOhm;
            double line = cells.BitlineOhm * cells.BitlineCap / 2 * (cellOhm + cells.BitlineOhm / 3) / (cellOhm + cells.BitlineOhm);
            return Ramp.Delay(line, 0, ref ramp);
        }

        // One bit line of the pair falls and the other rises: each does half of the sense voltage, from half the supply.
        var sram = (SramCell)context.Cell;
        double pullDown = process.NmosResistance(sram.NmosWidthF * process.FeatureM);
        double precharge = process.VddV / 2;
        double tau = (context.AccessOhm + pullDown) * (context.AccessDrainCap + cells.BitlineCap + mux.InputCap)
            + cells.BitlineOhm * (mux.InputCap + cells.BitlineCap / 2);
        tau *= Math.Log(precharge / (precharge - sram.SenseVoltageV / 2));
        return Ramp.Delay(tau, 1 / (pullDown * process.NmosSPerM * context.AccessWidth), ref ramp);
    }

    /// <summary>Energy of all bit lines of a read.</summary>
    public static double ReadEnergy(SubarrayContext context, CellMatrix cells, in PassMux mux)
    {
        if (context.Cell is not MramCell mram)
            return SramEnergyPerColumn(context, cells, mux) * cells.Columns;

        // The voltage falls along the bit line; its energy is the integral over the profile.
        double chain = mux.PassOhm + cells.BitlineOhm + context.AccessOhm + mram.ParallelOhm;
        double near = mram.ReadVoltageV * mux.PassOhm / chain;
        double far = mram.ReadVoltageV * (mux.PassOhm + cells.BitlineOhm) / chain;
        return cells.Columns * (context.AccessDrainCap * far * far + mux.PassCap * near * near
            + cells.BitlineCap * (far * far + near * near + far * near) / 3);
    }

    /// <summary>Energy of one cell that is read, and of its reference cell, while the sense amplifier decides.</summary>
    public static double CellReadEnergy(SubarrayContext context, double senseLatency) => context.Cell is MramCell mram
        ? 2 * context.Process.VddV * (mram.ReadVoltageV - mram.AccessDropV) / mram.ParallelOhm * senseLatency
        : 0;

    /// <summary>Energy of charging the bit line of one bit that is written; the cell's own energy is not in it.</summary>
    public static double WriteEnergyPerBit(SubarrayContext context, CellMatrix cells, in PassMux mux) => context.Cell is MramCell
        ? context.Process.SwitchingEnergy(LineCap(context, cells, mux))
        : SramEnergyPerColumn(context, cells, mux);

    private static double SramEnergyPerColumn(SubarrayContext context, CellMatrix cells, in PassMux mux)
    {
        double precharge = context.Process.VddV / 2;
        return LineCap(context, cells, mux) * precharge * precharge;
    }

    private static double LineCap(SubarrayContext context, CellMatrix cells, in PassMux mux) =>
        context.AccessDrainCap + cells.BitlineCap + mux.PassCap;
}
