import { Component, type ReactNode } from 'react';
import { Problem } from './kit/Primitives.tsx';

interface State {
  readonly thrown?: unknown;
  readonly failed: boolean;
}

/** Catches a page that throws while drawing, so that the frame and the way out remain. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(thrown: unknown): State {
    return { failed: true, thrown };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return <Problem problem={this.state.thrown} onRetry={() => this.setState({ failed: false })} />;
  }
}
