using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Codesign;

/// <summary>What training loses when low bits of one scratchpad are written with errors.</summary>
/// <param name="Role">Whose scratchpad.</param>
/// <param name="CheapBits">Lowest bits of each word that fail, 1 to 32.</param>
/// <param name="Rate">Their write error rate.</param>
/// <param name="AccuracyLoss">Accuracy that is lost, a share; infinite if training did not converge.</param>
public sealed record MeasuredLoss(TensorRole Role, int CheapBits, double Rate, double AccuracyLoss);
