namespace CycleSim.Accelerator.Components;

/// <summary>
/// Array or DMA channel waits for one transfer or computation. With the waits, phases of array and vector unit fill the run without gap or
/// overlap, and so do those of DRAM.
/// </summary>
/// <param name="Unit">Who waits.</param>
/// <param name="Operation">Index of the operation in whose time it is; the count of operations stands for the final write-back.</param>
/// <param name="StartCycle">First core cycle.</param>
/// <param name="EndCycle">Core cycle after the last.</param>
/// <param name="Cause">What ends it.</param>
/// <param name="OfOperation">Index of the operation that the blocking tile belongs to.</param>
/// <param name="Tile">Number of the blocking tile, counted within that operation from 0.</param>
/// <param name="Tensor">Id of the tensor that is loaded or stored; -1 for none.</param>
public readonly record struct UnitWait(
    WaitingUnit Unit, int Operation, long StartCycle, long EndCycle, WaitCause Cause, int OfOperation, long Tile, int Tensor);
