import { Component, type ReactNode } from 'react';
import { Crash } from './Crash';

interface CrashBoundaryProps {
  /** Path of what is shown; another one is given another chance. */
  place: string;
  children: ReactNode;
}

/** Shows a way out instead of nothing when a page fails, also when its code cannot be loaded. */
export class CrashBoundary extends Component<CrashBoundaryProps, { crashed: boolean }> {
  static getDerivedStateFromError = () => ({ crashed: true });

  override state = { crashed: false };

  override componentDidUpdate(previous: CrashBoundaryProps) {
    // oxlint-disable-next-line react/no-did-update-set-state -- after a crash only, once for each navigation
    if (this.state.crashed && previous.place !== this.props.place) this.setState({ crashed: false });
  }

  override render() {
    return this.state.crashed ? <Crash /> : this.props.children;
  }
}
