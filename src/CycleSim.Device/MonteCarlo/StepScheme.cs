namespace CycleSim.Device.MonteCarlo;

/// <summary>How trajectories are integrated.</summary>
public enum StepScheme
{
    /// <summary>
    /// Heun's method on the full equation in the Stratonovich sense; the same noise in predictor and corrector. Precession needs steps of
    /// 0.5 ps: the error of alpha is about (omega dt)³ / 8.
    /// </summary>
    Heun,

    /// <summary>Heun's method in a frame that rotates with the precession: the same law for mz, unbiased at 20 ps.</summary>
    RotatingFrame,
}
