namespace CycleSim.Accelerator.Dataflow.Stationary;

/// <summary>A stationary tile and the words that stream past it.</summary>
/// <param name="Block">Block of the streamed dimension, from 0.</param>
/// <param name="DepthTile">Tile of K on the rows of the array, from 0.</param>
/// <param name="ColumnTile">Tile of the other stationary dimension on its columns, from 0.</param>
/// <param name="Rows">Rows filled.</param>
/// <param name="Columns">Columns filled, of all arrays.</param>
/// <param name="Words">Words that stream.</param>
/// <param name="LoadStep">Step in which the first row of the stationary tile enters column 0.</param>
/// <param name="StartStep">Step in which the first word enters row 0.</param>
/// <param name="SumStep">Step in which the sum of the first word leaves column 0.</param>
/// <param name="IsComplete">Its sums are complete: it has the last tile of K.</param>
internal readonly record struct StationaryFold(
    int Block, int DepthTile, int ColumnTile, int Rows, int Columns, int Words, long LoadStep, long StartStep, long SumStep,
    bool IsComplete);
