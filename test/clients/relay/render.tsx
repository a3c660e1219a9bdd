import { Suspense, type ReactElement } from 'react';
import { RelayEnvironmentProvider } from 'react-relay';
import { create } from 'react-test-renderer';
import type { Environment } from 'relay-runtime';

export interface View {
  unmount(): void;
}

/** Renders inside an environment, without a browser. */
export function render(environment: Environment, element: ReactElement): View {
  return create(
    <RelayEnvironmentProvider environment={environment}>
      <Suspense fallback={null}>{element}</Suspense>
    </RelayEnvironmentProvider>,
  );
}
