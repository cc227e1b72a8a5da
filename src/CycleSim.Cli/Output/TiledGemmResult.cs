namespace CycleSim.Cli.Output;

/// <summary>A product in tiles on an ideal memory, as `cyclesim gemm --ideal --json` writes it; all times in core cycles.</summary>
/// <param name="M">Rows of the output.</param>
/// <param name="N">Columns of the output.</param>
/// <param name="K">Reduction dimension K.</param>
/// <param name="R">Rows of the array.</param>
/// <param name="C">Columns of the array.</param>
/// <param name="Variant">How the array works on a tile.</param>
/// <param name="Tm">Rows of a tile of the output.</param>
/// <param name="Tn">Its columns.</param>
/// <param name="Tk">Its part of the reduction dimension K.</param>
/// <param name="Order">Loops from the outermost to the innermost.</param>
/// <param name="TileLoops">In which direction they run.</param>
/// <param name="ElementBytes">Bytes of a word.</param>
/// <param name="BytesPerCycle">Bytes that the memory moves in a cycle.</param>
/// <param name="Latency">From the start of a transfer to its data.</param>
/// <param name="LatencyMode">held or piped.</param>
/// <param name="OperandBuffers">Buffers of each operand.</param>
/// <param name="OutputBuffers">Buffers of outputs.</param>
/// <param name="Policy">What the channel moves next.</param>
/// <param name="Tiles">Tiles.</param>
/// <param name="ABytes">Bytes loaded of operand A.</param>
/// <param name="BBytes">Bytes loaded of operand B.</param>
/// <param name="CBytes">Bytes stored.</param>
/// <param name="TotalCycles">End of the last computation or store.</param>
/// <param name="DmaBusy">The channel is occupied.</param>
/// <param name="LoadBusy">By loads.</param>
/// <param name="StoreBusy">By stores.</param>
/// <param name="DmaIdle">Nothing can be moved: nothing is ready, or what the policy wants next is not.</param>
/// <param name="ArrayBusy">The array computes.</param>
/// <param name="WaitLoad">The array waits for operands.</param>
/// <param name="WaitStore">The array waits for an output buffer.</param>
/// <param name="Tail">From the last computation to the end.</param>
internal sealed record TiledGemmResult(
    long M, long N, long K, int R, int C, string Variant, long Tm, long Tn, long Tk, string Order, string TileLoops, int ElementBytes,
    long BytesPerCycle, long Latency, string LatencyMode, int OperandBuffers, int OutputBuffers, string Policy, int Tiles, long ABytes,
    long BBytes, long CBytes, long TotalCycles, long DmaBusy, long LoadBusy, long StoreBusy, long DmaIdle, long ArrayBusy, long WaitLoad,
    long WaitStore, long Tail);
