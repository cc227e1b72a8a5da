namespace CycleSim.Device.FokkerPlanck;

/// <summary>The state of the ensemble at one moment.</summary>
/// <param name="Time">Reduced time t / tau_D since the pulse began.</param>
/// <param name="Remaining">Probability of z > 0: the write error rate if the pulse ended here.</param>
/// <param name="Switched">Probability of z below 0.</param>
/// <param name="Flux">Probability that crosses z = 0 downwards per unit of reduced time.</param>
/// <param name="MeanZ">Mean of z.</param>
/// <param name="MeanObservable">Mean of the segment's observable.</param>
public readonly record struct SwitchingNode(
    double Time, double Remaining, double Switched, double Flux, double MeanZ, double MeanObservable);
